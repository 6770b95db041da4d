// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.Renderer;
import dev.pincer.source.SourceFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was parsed before is taken again only where parsing would give the same. */
class ParseCacheTest {
  /** Reads a main file that includes one header, the same each time, with and without a cache. */
  private static final class Reader {
    private final SourceFile header;
    private final ParseCache cache = new ParseCache();

    Reader(String header) {
      this.header = new SourceFile("header.h", header);
    }

    private String read(SourceFile main, ParseCache used) {
      Diagnostics diagnostics = new Diagnostics();
      Includes includes =
          new Includes() {
            @Override
            public @Nullable SourceFile find(String name, boolean angled, SourceFile from) {
              return name.equals("header.h") ? header : null;
            }

            @Override
            public ImmutableList<String> names() {
              return ImmutableList.of("header.h");
            }
          };
      Parsed parsed = Parser.parse(main, includes, ImmutableMap.of(), used, diagnostics);
      return parsed.unit() + "\n" + parsed.fingerprint() + "\n" + Renderer.render(diagnostics);
    }

    /** What {@code before} and the header are read as; the same with the cache and without. */
    String read(String before) {
      SourceFile main = new SourceFile("main.c", before + "\n#include \"header.h\"\n");
      String plain = read(main, new ParseCache());
      assertEquals(plain, read(main, cache), before);
      assertEquals(plain, read(main, cache), before);
      return plain;
    }
  }

  @Test
  void aDeclarationOfAFileThatStaysIsTakenAgain() {
    SourceFile main = new SourceFile("main.c", "int x;\nint f(void) { return x; }\n");
    ParseCache cache = new ParseCache();
    Includes none =
        new Includes() {
          @Override
          public @Nullable SourceFile find(String name, boolean angled, SourceFile from) {
            return null;
          }

          @Override
          public ImmutableList<String> names() {
            return ImmutableList.of();
          }
        };
    Diagnostics diagnostics = new Diagnostics();
    Parsed first = Parser.parse(main, none, ImmutableMap.of(), cache, diagnostics);
    Parsed second = Parser.parse(main, none, ImmutableMap.of(), cache, diagnostics);
    for (int i = 0; i < 2; i++) {
      assertSame(first.unit().declarations().get(i), second.unit().declarations().get(i));
    }
  }

  @Test
  void aNameThatIsATypeInOneModelAndAnObjectInTheOtherIsParsedAsWhatItIs() {
    Reader reader = new Reader("int f(int a) { return (t) * a; }");
    assertNotEquals(reader.read("typedef int t;"), reader.read("int t;"));
    reader.read("typedef int t;");
  }

  @Test
  void aPointerThatIsDeclaredInOneModelIsAProductInTheOther() {
    Reader reader = new Reader("void f(void) { t * a; }");
    assertNotEquals(reader.read("typedef int t;"), reader.read("int t, a;"));
    reader.read("typedef int t;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t x;",
        "void f(void) { t x = 1; }",
        "int f(t *p) { return *p; }",
        "struct s { t member; };",
        "int f(int a) { return sizeof(t) + a; }",
        "extern int a, f(t);"
      })
  void aTypeThatAModelDoesNotHaveIsReportedThoughAnotherHasIt(String header) {
    Reader reader = new Reader(header);
    assertNotEquals(reader.read("typedef int t;"), reader.read(""));
    reader.read("int t;");
    reader.read("typedef int t;");
  }

  @Test
  void whatADeclarationDeclaresIsThereForThoseBehindIt() {
    Reader reader =
        new Reader("typedef struct { int v; } t;\nt x;\nint t(void);\nint f(void) { return t(); }");
    reader.read("");
    reader.read("int before;");
  }

  @Test
  void aMacroThatGivesSomethingElseIsSeen() {
    Reader reader = new Reader("int a = N;\nint b[N];\nint f(void) { return N + b[N - 1]; }");
    assertNotEquals(reader.read("#define N 2"), reader.read("#define N 3"));
    reader.read("#define N 2");
    reader.read("#define N (1 + 1)");
  }

  @Test
  void aMistakeIsSaidEachTime() {
    Reader reader = new Reader("int ok;\nint f(void) { return 1 }\nint g(void) { return ok; }");
    reader.read("");
    reader.read("int before;");
  }
}
