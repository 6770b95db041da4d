// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class PreprocessorTest {
  private static final String STANDARD_3 =
      """
      #define x 3
      #define f(a) f(x * (a))
      #undef x
      #define x 2
      #define g f
      #define z z[0]
      #define h g(~
      #define m(a) a(w)
      #define w 0,1
      #define t(a) a
      #define p() int
      #define q(x) x
      #define r(x,y) x ## y
      #define str(x) # x
      """;

  private static final String STANDARD_4 =
      """
      #define str(s) # s
      #define xstr(s) str(s)
      #define debug(s, t) printf("x" # s "= %d, x" # t "= %s", \\
                     x ## s, x ## t)
      #define INCFILE(n) vers ## n
      #define glue(a, b) a ## b
      #define xglue(a, b) glue(a, b)
      #define HIGHLOW "hello"
      #define LOW LOW ", world"
      """;

  private static final String STANDARD_7 =
      """
      #define debug(...) fprintf(stderr, __VA_ARGS__)
      #define showlist(...) puts(#__VA_ARGS__)
      #define report(test, ...) ((test)?puts(#test):\\
                     printf(__VA_ARGS__))
      """;

  static final List<Arguments> EXPANSIONS =
      List.of(
          row(
              "C11 6.10.3.5 example 3, line 1",
              STANDARD_3 + "f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);",
              "f ( 2 * ( y + 1 ) ) + f ( 2 * ( f ( 2 * ( z [ 0 ] ) ) ) ) % f ( 2 * ( 0 ) ) + t ( 1 ) ;"),
          row(
              "example 3, line 2",
              STANDARD_3 + "g(x+(3,4)-w) | h 5) & m\n(f)^m(m);",
              "f ( 2 * ( 2 + ( 3 , 4 ) - 0 , 1 ) ) | f ( 2 * ( ~ 5 ) ) & f ( 2 * ( 0 , 1 ) ) ^ m ( 0 , 1 ) ;"),
          row(
              "example 3, line 3",
              STANDARD_3 + "p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };",
              "int i [ ] = { 1 , 23 , 4 , 5 , } ;"),
          row(
              "example 3, line 4",
              STANDARD_3 + "char c[2][6] = { str(hello), str() };",
              "char c [ 2 ] [ 6 ] = { \"hello\" , \"\" } ;"),
          row(
              "example 4, line 1",
              STANDARD_4 + "debug(1, 2);",
              "printf ( \"x\" \"1\" \"= %d, x\" \"2\" \"= %s\" , x1 , x2 ) ;"),
          row(
              "example 4, line 2",
              STANDARD_4
                  + "fputs(str(strncmp(\"abc\\0d\", \"abc\", '\\4') // this goes away\n== 0) str(: @\\n), s);",
              "fputs ( \"strncmp(\\\"abc\\\\0d\\\", \\\"abc\\\", '\\\\4') == 0\" \": @\\n\" , s ) ;"),
          row("example 4, line 3", STANDARD_4 + "xstr(INCFILE(2).h)", "\"vers2.h\""),
          row(
              "example 4, line 4",
              STANDARD_4 + "glue(HIGH, LOW); xglue(HIGH, LOW)",
              "\"hello\" ; \"hello\" \", world\""),
          row(
              "example 5",
              "#define t(x,y,z) x ## y ## z\nt(1,2,3), t(,4,5), t(6,,7), t(8,9,), t(10,,), t(,11,), t(,,12), t(,,)",
              "123 , 45 , 67 , 89 , 10 , 11 , 12 ,"),
          row(
              "6.10.3.3 example",
              "#define hash_hash # ## #\n#define mkstr(a) # a\n#define in_between(a) mkstr(a)\n"
                  + "#define join(c, d) in_between(c hash_hash d)\njoin(x, y)",
              "\"x ## y\""),
          row(
              "example 7, line 1",
              STANDARD_7 + "debug(\"Flag\"); debug(\"X = %d\\n\", x);",
              "fprintf ( stderr , \"Flag\" ) ; fprintf ( stderr , \"X = %d\\n\" , x ) ;"),
          row(
              "example 7, line 2",
              STANDARD_7 + "showlist(The first, second, and third items.);",
              "puts ( \"The first, second, and third items.\" ) ;"),
          row(
              "example 7, line 3",
              STANDARD_7 + "report(x>y, \"x is %d but y is %d\", x, y);",
              "( ( x > y ) ? puts ( \"x>y\" ) : printf ( \"x is %d but y is %d\" , x , y ) ) ;"),
          row(
              "6.10.3.4p4, as GCC has it",
              "#define f(a) a*g\n#define g(a) f(a)\nf(2)(9)",
              "2 * 9 * g"),
          row(
              "a macro does not expand in itself",
              "#define a b a\n#define b a b\na b",
              "a b a b a b"),
          row("a name without parentheses is no invocation", "#define f(x) x\nf f (1) f", "f 1 f"),
          row("arguments go over lines", "#define f(x, y) y x\nf(1,\n2\n)", "2 1"),
          row(
              "a rest may be empty",
              "#define f(a, ...) a, ## __VA_ARGS__;\nf(1) f(1, 2, 3)",
              "1 ; 1 , 2 , 3 ;"),
          row(
              "a rest may have a name",
              "#define f(a, rest...) [a] { rest }\nf(1, 2, 3)",
              "[ 1 ] { 2 , 3 }"),
          row("no arguments", "#define f() 1\nf() f( )", "1 1"),
          row(
              "a continued line is one line",
              "#define f(a) a \\\n + \\\r\n a\nf(2) na\\\nme",
              "2 + 2 name"),
          row("comments are blanks", "a/* b\n */c // d\n#define e/**/f /* g\n */ h\ne", "a c f h"),
          row(
              "quotes in comments and comments in quotes",
              "/* ' */ '\"' \"/*\" // \"",
              "'\"' \"/*\""),
          row("a directive may have blanks", "  #  define a 1\n\t#\n a", "1"),
          row("the longest token wins", "a+++b->c>>=d...e.5", "a ++ + b -> c >>= d ... e .5"),
          row("numbers take signs after e and p", "1e+2+3 0x1p-3-4", "1e+2 + 3 0x1p-3 - 4"),
          row(
              "__LINE__ and __COUNTER__",
              "__LINE__\n#define l __LINE__\nl __COUNTER__ __COUNTER__",
              "1 3 0 1"),
          row(
              "#if in all its parts",
              "#if 0\na\n#elif 1\nb\n#if 0\nc\n#else\nd\n#endif\n#elif 1/0\ne\n#else\nf\n#endif",
              "b d"),
          row("skipped groups need not be tokens", "#if 0\n'\n#error no\n#bogus\n#endif\na", "a"),
          row(
              "#ifdef and #ifndef",
              "#define a\n#ifdef a\n1\n#endif\n#ifndef a\n2\n#endif\n#undef a\n#ifdef a\n3\n#endif",
              "1"),
          row("__PINCER__ is 1", "#if __PINCER__ == 1\na\n#endif", "a"));

  static final List<Arguments> CONDITIONS =
      List.of(
          row("1", "true", ""),
          row("0", "false", ""),
          row("unknown_name", "false", ""),
          row("defined A", "true", ""),
          row("defined(A) && !defined B", "true", ""),
          row("A", "false", ""),
          row("TWO == 2", "true", ""),
          row("TWICE(TWO) == 4", "true", ""),
          row("HAS_A", "true", ""),
          row("1 ? 0 : 1", "false", ""),
          row("0 && 1 / 0", "false", ""),
          row("1 || 1 % 0", "true", ""),
          row("1 ? 1 : 1 / 0", "true", ""),
          row("-1 < 0", "true", ""),
          row("-1 < 0u", "false", ""),
          row("-1 > 0x7fffffffffffffff", "false", ""),
          row("0xffffffff == 4294967295 && 0xffffffff > 0", "true", ""),
          row("-1 < 0xffffffff", "true", ""),
          row("1 << 3 == 8", "true", ""),
          row("-8 >> 1 == -4", "true", ""),
          row("7 / 2 * 2 + 7 % 2 == 7", "true", ""),
          row("(2 | 4 ^ 1 & 3) == 7", "true", ""),
          row("~0 == -1 && !0 == 1 && +1", "true", ""),
          row("'a' == 97 && '\\n' == 10 && '\\xff' < 0", "true", ""),
          row("010 == 8 && 0x10 == 16 && 0b10 == 2", "true", ""),
          row("1 ? 2 ? 3 : 0 : 0", "true", ""),
          row("(1 ? -1 : 0u) > 0", "true", ""));

  private static Arguments row(String name, String input, String output) {
    return Arguments.of(name, input, output);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("EXPANSIONS")
  void macrosExpandAsInC(String name, String input, String output) {
    Model model = Model.of(input);
    Preprocessor.Result result = model.preprocess();
    String tokens = String.join(" ", result.tokens().stream().map(Token::text).toList());
    boolean strayText = input.contains(": @");
    assertEquals(output, tokens, name);
    assertTrue(strayText || model.errors().isEmpty(), model::rendered);
  }

  @ParameterizedTest(name = "#if {0}")
  @FieldSource("CONDITIONS")
  void conditionsAreEvaluatedAsInC(String condition, String value, String unused) {
    String text =
        "#define A 0\n#define TWO 2\n#define TWICE(x) ((x) * 2)\n#define HAS_A defined(A)\n#if "
            + condition
            + "\ntrue\n#else\nfalse\n#endif\n";
    Model model = Model.of(text);
    assertEquals(value, model.tokens(), unused);
    assertEquals("", model.rendered());
  }

  @Test
  void includesAreReadInPlace() {
    Model model =
        Model.of("#include \"a.h\"\n#define X <b.h>\n#include X\n#include <a.h>\nmain")
            .with("a.h", "#ifndef A\n#define A\na\n#endif\n")
            .with("b.h", "#pragma once\n#include <b.h>\nb\n");
    Preprocessor.Result result = model.preprocess();
    assertEquals(List.of("a", "b", "main"), result.tokens().stream().map(Token::text).toList());
    assertEquals(
        List.of("main.c", "a.h", "b.h"), result.files().stream().map(f -> f.path()).toList());
  }

  @Test
  void definitionsThatNothingUsesAreKnown() {
    Model model =
        Model.of("#ifdef A\n#endif\n#if defined B\n#endif\nC\n#if 0\nD\n#endif\n#if F\n#endif")
            .define("A", "1")
            .define("B", "1")
            .define("C", "1 + 2")
            .define("D", "1")
            .define("E", "1")
            .define("F", "1");
    Preprocessor.Result result = model.preprocess();
    assertEquals(List.of("D", "E"), result.unusedDefinitions());
    assertEquals(3, result.tokens().size());
    assertEquals("", model.rendered());
  }

  @Test
  void aTokenOfABodyHasThePlaceOfTheInvocationAndAnArgumentItsOwn() {
    Model model = Model.of("#define g(x) (x)\n#define f(x, y) g(x) + y * 3\na f(b, g(c)) d");
    List<String> places =
        model.preprocess().tokens().stream().map(t -> t.text() + " " + t.span().text()).toList();
    assertEquals(
        List.of(
            "a a",
            "( f(b, g(c))",
            "b b",
            ") f(b, g(c))",
            "+ f(b, g(c))",
            "( g(c)",
            "c c",
            ") g(c)",
            "* f(b, g(c))",
            "3 f(b, g(c))",
            "d d"),
        places);
  }

  @Test
  void aTokenOverAContinuedLineHasThePlaceOfBothParts() {
    Model model = Model.of("na\\\nme b");
    assertEquals("na\\\nme", model.preprocess().tokens().get(0).span().text());
  }
}
