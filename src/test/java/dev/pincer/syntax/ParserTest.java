// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.golden.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParserTest {
  static List<Path> inputs() throws IOException {
    return Goldens.inputs("syntax", ".c");
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void theTreeIsAsTheGoldenSays(Path input) throws IOException {
    Model model = Model.of(Files.readString(input)).with("pincer.h", pincer());
    Tree.TranslationUnit unit = model.parse().unit();
    assertEquals("", model.rendered());
    Goldens.check(input, ".tree", TreeShape.of(unit));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void whatIsPrintedParsesToTheSameTree(Path input) throws IOException {
    Model model = Model.of(Files.readString(input)).with("pincer.h", pincer());
    checkPrinted(model.parse().unit());
  }

  /** The law {@code parse(print(tree)) == tree}, places aside. */
  static void checkPrinted(Tree.TranslationUnit unit) {
    String printed = TreePrinter.print(unit);
    Model again = Model.of(printed);
    Tree.TranslationUnit second = again.parse().unit();
    assertTrue(again.errors().isEmpty(), () -> again.rendered() + "in\n" + printed);
    assertEquals(TreeShape.of(unit), TreeShape.of(second), printed);
    assertEquals(printed, TreePrinter.print(second));
  }

  static String pincer() throws IOException {
    return Files.readString(Path.of("models/include/pincer.h"));
  }

  @Test
  void aTypedefNameCanBeHiddenByALocal() {
    Model model =
        Model.of(
            """
            typedef int t;
            int f(t t) { return t * t; }
            int g(void) { t x = 1; { int t = 2; t * x; } t *p; return x; }
            t h(void);
            """);
    String shape = TreeShape.of(model.parse().unit());
    assertEquals("", model.rendered());
    assertTrue(shape.contains("ExprStmt(Binary(MULTIPLY, t, x))"), shape);
    assertTrue(shape.contains("VariableDeclaration(p, PointerType(NamedType(\"t\"))"), shape);
    assertTrue(shape.contains("Return(Binary(MULTIPLY, t, t))"), shape);
  }

  @Test
  void everyNodeHasThePlaceThatTheAuthorWrote() {
    Model model =
        Model.of(
            """
            #define MAX(a, b) ((a) > (b) ? (a) : (b))
            int f(int x) { return MAX(x + 1, 2) * 3; }
            """);
    Tree.FunctionDeclaration f =
        (Tree.FunctionDeclaration) model.parse().unit().declarations().get(0);
    assertEquals("int f(int x) { return MAX(x + 1, 2) * 3; }", f.span().text());
    Tree.Return end = (Tree.Return) requireNonNull(f.body()).statements().get(0);
    assertEquals("return MAX(x + 1, 2) * 3;", end.span().text());
    Tree.Binary product = (Tree.Binary) requireNonNull(end.value());
    assertEquals("MAX(x + 1, 2) * 3", product.span().text());
    Tree.Conditional max = (Tree.Conditional) product.left();
    assertEquals("MAX(x + 1, 2)", max.span().text());
    assertEquals("MAX(x + 1, 2)", max.condition().span().text());
    assertEquals("x + 1", ((Tree.Binary) max.condition()).left().span().text());
  }

  @Test
  void filesAndUnusedDefinitionsAreReported() {
    Model model =
        Model.of("#include <a.h>\nA\n").with("a.h", "int x;").define("A", "").define("B", "1");
    Parsed parsed = model.parse();
    assertEquals(List.of("B"), parsed.unusedDefinitions());
    assertEquals(List.of("main.c", "a.h"), parsed.files().stream().map(f -> f.path()).toList());
    assertEquals("", model.rendered());
  }

  @Test
  void deepNestingIsAnErrorAndNoOverflow() {
    int depth = 20_000;
    for (String text :
        List.of(
            "int x = " + "(".repeat(depth),
            "int x = " + "-".repeat(depth) + "1;",
            "int x = " + "- ".repeat(depth) + "1;",
            "int x = 1" + " + 1".repeat(depth) + ";",
            "int x = 1" + " ? 1 : 1".repeat(depth) + ";",
            "int x = 1" + ", 1".repeat(depth) + ";",
            "int f(void) { x" + "[0]".repeat(depth) + "; }",
            "int f(void) { x" + " = x".repeat(depth) + "; }",
            "int f(void) " + "{".repeat(depth),
            "int f(void) { " + "if (1) ".repeat(depth) + "; }",
            "int f(void) { " + "if (1) ; else ".repeat(depth) + "; }",
            "int f(void) { " + "a: ".repeat(depth) + "; }",
            "int f(void) { " + "({ ".repeat(depth) + "; }",
            "int x = " + "(int)".repeat(depth) + "1;",
            "int x = " + "sizeof ".repeat(depth) + "1;",
            "int x" + "[1]".repeat(depth) + ";",
            "int " + "*".repeat(depth) + "x;",
            "int " + "(".repeat(depth) + "x;",
            "int x = " + "{".repeat(depth),
            "struct { ".repeat(depth),
            "__typeof__(".repeat(depth) + "x",
            "int x[" + "sizeof(int[".repeat(depth),
            "#if " + "(".repeat(depth) + "1\n#endif",
            "#if " + "!".repeat(depth) + "1\n#endif",
            "#if " + "1 ? 1 : ".repeat(depth) + "1\n#endif",
            "#define f(x) x\n" + "f(".repeat(depth) + ")".repeat(depth),
            "#if 1\n".repeat(depth) + "#endif\n".repeat(depth))) {
      Model model = Model.of(text);
      model.parse();
      boolean fine = text.startsWith("#if 1\n");
      assertTrue(fine || !model.errors().isEmpty(), text.substring(0, 40));
    }
  }
}
