// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import dev.pincer.syntax.Tree.Basic;
import dev.pincer.syntax.Tree.BinaryOp;
import dev.pincer.syntax.Tree.Declaration;
import dev.pincer.syntax.Tree.Expr;
import dev.pincer.syntax.Tree.Role;
import dev.pincer.syntax.Tree.Stmt;
import dev.pincer.syntax.Tree.Storage;
import dev.pincer.syntax.Tree.UnaryOp;
import dev.pincer.syntax.Tree.Word;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints a tree as the C that it was parsed from, macros expanded and parentheses only where
 * needed.
 */
final class TreePrinter {
  // Levels of precedence beyond those of the binary operators.
  private static final int COMMA = -2;
  private static final int ASSIGNMENT = -1;
  private static final int CONDITIONAL = 0;
  private static final int CAST = 11;
  private static final int UNARY = 12;
  private static final int POSTFIX = 13;
  private static final int PRIMARY = 14;

  private static final Map<BinaryOp, String> BINARY = inverse(ExpressionParser.BINARY);
  private static final Map<UnaryOp, String> PREFIX = inverse(ExpressionParser.PREFIX);
  private static final Map<Word, String> WORDS = inverse(Words.EXPRESSIONS);
  private static final Map<Role, String> ROLES = inverse(Words.ROLES);

  private final StringBuilder out = new StringBuilder();
  private int indent;

  private TreePrinter() {}

  static String print(Tree.TranslationUnit unit) {
    TreePrinter printer = new TreePrinter();
    unit.declarations().forEach(printer::declaration);
    return printer.out.toString();
  }

  private static <T> Map<T, String> inverse(Map<String, T> map) {
    return map.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
  }

  private void line(String text) {
    out.append("\t".repeat(indent)).append(text).append('\n');
  }

  // ---- declarations ----------------------------------------------------------------------------

  private void declaration(Declaration declaration) {
    if (declaration instanceof Tree.FunctionDeclaration function && function.body() != null) {
      Tree.Block body = function.body();
      line(functionHead(function));
      block(body);
    } else {
      line(declarationText(declaration) + ";");
    }
  }

  private String functionHead(Tree.FunctionDeclaration f) {
    StringBuilder head = new StringBuilder();
    if (f.role() != Role.FUNCTION) {
      head.append(ROLES.get(f.role()));
      Expr copies = f.copies();
      if (copies != null) {
        head.append('(').append(expr(copies, ASSIGNMENT)).append(')');
      }
      head.append(' ');
    }
    Tree.Type type = new Tree.FunctionType(f.span(), f.result(), f.parameters());
    return head.append(storage(f.storage())).append(type(type, f.name().text())).toString();
  }

  private String declarationText(Declaration declaration) {
    if (declaration instanceof Tree.TagDeclaration tag) {
      return type(tag.type(), "");
    } else if (declaration instanceof Tree.TypedefDeclaration typedef) {
      return "typedef " + type(typedef.type(), typedef.name().text());
    } else if (declaration instanceof Tree.FunctionDeclaration function) {
      return functionHead(function);
    } else if (declaration instanceof Tree.StaticAssert check) {
      String text = check.text();
      return "_Static_assert("
          + expr(check.condition(), CONDITIONAL)
          + (text == null ? "" : ", " + quote(text))
          + ")";
    }
    Tree.VariableDeclaration variable = (Tree.VariableDeclaration) declaration;
    boolean pointer = element(variable.type()) instanceof Tree.PointerType;
    String own = "";
    List<Storage> before = List.copyOf(variable.storage());
    if (pointer) {
      own = storage(before.stream().filter(TreePrinter::isQualifier).toList());
      before = before.stream().filter(s -> !isQualifier(s)).toList();
    }
    Tree.Initializer initializer = variable.initializer();
    return storage(before)
        + type(variable.type(), own + variable.name().text())
        + (initializer == null ? "" : " = " + initializer(initializer));
  }

  /** What an array, or an array of arrays, is made of. */
  private static Tree.Type element(Tree.Type type) {
    return type instanceof Tree.ArrayType array ? element(array.element()) : type;
  }

  private static boolean isQualifier(Storage storage) {
    return storage == Storage.CONST || storage == Storage.VOLATILE;
  }

  private static String storage(Iterable<Storage> storage) {
    StringBuilder text = new StringBuilder();
    for (Storage word : storage) {
      String name = word.name().toLowerCase(Locale.ROOT);
      text.append(word == Storage.GHOST ? "__pincer_ghost" : name).append(' ');
    }
    return text.toString();
  }

  private String initializer(Tree.Initializer initializer) {
    if (initializer instanceof Tree.ExprInitializer value) {
      return expr(value.value(), ASSIGNMENT);
    }
    return list((Tree.ListInitializer) initializer);
  }

  private String list(Tree.ListInitializer list) {
    return list.items().stream().map(this::item).collect(Collectors.joining(", ", "{ ", " }"));
  }

  private String item(Tree.InitItem item) {
    StringBuilder text = new StringBuilder();
    for (Tree.Designator designator : item.designators()) {
      if (designator instanceof Tree.FieldDesignator field) {
        text.append('.').append(field.field().text());
      } else {
        Tree.IndexDesignator index = (Tree.IndexDesignator) designator;
        text.append('[').append(expr(index.index(), CONDITIONAL));
        if (index.last() != null) {
          text.append(" ... ").append(expr(index.last(), CONDITIONAL));
        }
        text.append(']');
      }
    }
    return text + (text.length() == 0 ? "" : " = ") + initializer(item.value());
  }

  // ---- types -----------------------------------------------------------------------------------

  /** {@code type} with {@code inner} as what is declared; C writes types inside out. */
  private String type(Tree.Type type, String inner) {
    if (type instanceof Tree.PointerType pointer) {
      Tree.Type target = pointer.target();
      boolean wrap = target instanceof Tree.ArrayType;
      return type(target, wrap ? "(*" + inner + ")" : "*" + inner);
    } else if (type instanceof Tree.ArrayType array) {
      Expr size = array.size();
      return type(
          array.element(), inner + "[" + (size == null ? "" : expr(size, ASSIGNMENT)) + "]");
    } else if (type instanceof Tree.FunctionType function) {
      String parameters =
          function.parameters().isEmpty()
              ? "void"
              : function.parameters().stream()
                  .map(this::parameter)
                  .collect(Collectors.joining(", "));
      return type(function.result(), inner + "(" + parameters + ")");
    }
    return base(type) + (inner.isEmpty() ? "" : " " + inner);
  }

  private String parameter(Tree.Parameter parameter) {
    Tree.Name name = parameter.name();
    return type(parameter.type(), name == null ? "" : name.text());
  }

  private String base(Tree.Type type) {
    if (type instanceof Tree.BasicType basic) {
      return basic.kind() == Basic.BOOL
          ? "_Bool"
          : basic.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    } else if (type instanceof Tree.NamedType named) {
      return named.name();
    } else if (type instanceof Tree.TypeOf typeOf) {
      return "__typeof__(" + expr(typeOf.expression(), COMMA) + ")";
    } else if (type instanceof Tree.EnumType enumeration) {
      List<Tree.Enumerator> enumerators = enumeration.enumerators();
      return "enum"
          + tag(enumeration.tag())
          + (enumerators == null
              ? ""
              : enumerators.stream()
                  .map(this::enumerator)
                  .collect(Collectors.joining(", ", " { ", " }")));
    }
    Tree.StructType struct = (Tree.StructType) type;
    List<Tree.Field> members = struct.members();
    return "struct"
        + tag(struct.tag())
        + (members == null
            ? ""
            : members.stream().map(this::field).collect(Collectors.joining(" ", " { ", " }")));
  }

  private static String tag(Tree.@Nullable Name tag) {
    return tag == null ? "" : " " + tag.text();
  }

  private String enumerator(Tree.Enumerator enumerator) {
    Expr value = enumerator.value();
    return enumerator.name().text() + (value == null ? "" : " = " + expr(value, CONDITIONAL));
  }

  private String field(Tree.Field field) {
    Tree.Name name = field.name();
    Expr bits = field.bits();
    return (field.ghost() ? "__pincer_ghost " : "")
        + type(field.type(), name == null ? "" : name.text())
        + (bits == null ? "" : " : " + expr(bits, CONDITIONAL))
        + ";";
  }

  // ---- statements ------------------------------------------------------------------------------

  private void block(Tree.Block block) {
    line("{");
    indent++;
    block.statements().forEach(this::statement);
    indent--;
    line("}");
  }

  private void body(Stmt body) {
    if (body instanceof Tree.Block block) {
      block(block);
    } else {
      indent++;
      statement(body);
      indent--;
    }
  }

  private void statement(Stmt statement) {
    if (statement instanceof Tree.Block block) {
      block(block);
    } else if (statement instanceof Tree.DeclarationStmt declarations) {
      declarations.declarations().forEach(this::declaration);
    } else if (statement instanceof Tree.ExprStmt expression) {
      line(expr(expression.expression(), COMMA) + ";");
    } else if (statement instanceof Tree.Empty) {
      line(";");
    } else if (statement instanceof Tree.If branch) {
      ifStatement(branch);
    } else if (statement instanceof Tree.While loop) {
      line("while (" + expr(loop.condition(), COMMA) + ")");
      body(loop.body());
    } else if (statement instanceof Tree.DoWhile loop) {
      line("do");
      body(loop.body());
      line("while (" + expr(loop.condition(), COMMA) + ");");
    } else if (statement instanceof Tree.For loop) {
      Expr condition = loop.condition();
      Expr next = loop.next();
      line(
          "for ("
              + forStart(loop.start())
              + (condition == null ? "" : " " + expr(condition, COMMA))
              + ";"
              + (next == null ? "" : " " + expr(next, COMMA))
              + ")");
      body(loop.body());
    } else if (statement instanceof Tree.Switch choice) {
      line("switch (" + expr(choice.value(), COMMA) + ")");
      body(choice.body());
    } else if (statement instanceof Tree.Case label) {
      Expr to = label.to();
      String range = to == null ? "" : " ... " + expr(to, CONDITIONAL);
      line("case " + expr(label.value(), CONDITIONAL) + range + ":");
      body(label.body());
    } else if (statement instanceof Tree.Default label) {
      line("default:");
      body(label.body());
    } else if (statement instanceof Tree.Labeled labeled) {
      line(labeled.label().text() + ":");
      body(labeled.body());
    } else if (statement instanceof Tree.Goto jump) {
      line("goto " + jump.label().text() + ";");
    } else if (statement instanceof Tree.Break) {
      line("break;");
    } else if (statement instanceof Tree.Continue) {
      line("continue;");
    } else if (statement instanceof Tree.Return end) {
      Expr value = end.value();
      line("return" + (value == null ? "" : " " + expr(value, COMMA)) + ";");
    } else {
      Tree.Atomic atomic = (Tree.Atomic) statement;
      String word = atomic.readModifyWrite() ? Words.RMW : Words.ATOMIC;
      line(word + "(" + atomic.order().text() + ")");
      body(atomic.body());
    }
  }

  private void ifStatement(Tree.If branch) {
    line("if (" + expr(branch.condition(), COMMA) + ")");
    Stmt ifFalse = branch.ifFalse();
    if (ifFalse == null) {
      body(branch.ifTrue());
      return;
    }
    // A block keeps an inner `if` without `else` from taking this one's. It is a block in the tree
    // as well,
    // so that it is only written where the tree has none that ends in such an `if`.
    body(branch.ifTrue());
    line("else");
    body(ifFalse);
  }

  private String forStart(@Nullable Stmt start) {
    if (start == null) {
      return ";";
    } else if (start instanceof Tree.ExprStmt expression) {
      return expr(expression.expression(), COMMA) + ";";
    }
    // All declarators share their first words; only the first is printed with them.
    List<Declaration> declarations = ((Tree.DeclarationStmt) start).declarations();
    StringBuilder text = new StringBuilder(declarationText(declarations.get(0)));
    for (Declaration more : declarations.subList(1, declarations.size())) {
      Tree.VariableDeclaration variable = (Tree.VariableDeclaration) more;
      Tree.Initializer initializer = variable.initializer();
      String whole = type(variable.type(), variable.name().text());
      text.append(", ")
          .append(whole.substring(base(innermost(variable.type())).length() + 1))
          .append(initializer == null ? "" : " = " + initializer(initializer));
    }
    return text + ";";
  }

  private static Tree.Type innermost(Tree.Type type) {
    if (type instanceof Tree.PointerType pointer) {
      return innermost(pointer.target());
    }
    return type instanceof Tree.ArrayType array ? innermost(array.element()) : type;
  }

  // ---- expressions -----------------------------------------------------------------------------

  /** {@code expr}, in parentheses if it binds less tightly than {@code level}. */
  private String expr(Expr expr, int level) {
    String text = bare(expr);
    return level(expr) < level ? "(" + text + ")" : text;
  }

  private static int level(Expr expr) {
    if (expr instanceof Tree.Comma) {
      return COMMA;
    } else if (expr instanceof Tree.Assign) {
      return ASSIGNMENT;
    } else if (expr instanceof Tree.Conditional) {
      return CONDITIONAL;
    } else if (expr instanceof Tree.Binary binary) {
      return ExpressionParser.PRECEDENCE.getOrDefault(binary.op(), 0);
    } else if (expr instanceof Tree.Cast) {
      return CAST;
    } else if (expr instanceof Tree.Unary unary) {
      return PREFIX.containsKey(unary.op()) ? UNARY : POSTFIX;
    } else if (expr instanceof Tree.SizeofExpr || expr instanceof Tree.SizeofType) {
      return UNARY;
    }
    return PRIMARY;
  }

  private String bare(Expr expr) {
    if (expr instanceof Tree.IntLiteral literal) {
      return literal(literal);
    } else if (expr instanceof Tree.StringLiteral text) {
      return quote(text.value());
    } else if (expr instanceof Tree.NameExpr name) {
      return name.name();
    } else if (expr instanceof Tree.Unary unary) {
      return unary(unary);
    } else if (expr instanceof Tree.Binary binary) {
      int level = level(binary);
      return expr(binary.left(), level)
          + " "
          + BINARY.get(binary.op())
          + " "
          + expr(binary.right(), level + 1);
    } else if (expr instanceof Tree.Assign assign) {
      BinaryOp op = assign.op();
      return expr(assign.target(), CONDITIONAL)
          + " "
          + (op == null ? "" : BINARY.get(op))
          + "= "
          + expr(assign.value(), ASSIGNMENT);
    } else if (expr instanceof Tree.Conditional choice) {
      Expr ifTrue = choice.ifTrue();
      return expr(choice.condition(), 1)
          + " ? "
          + (ifTrue == null ? "" : expr(ifTrue, COMMA))
          + " : "
          + expr(choice.ifFalse(), CONDITIONAL);
    } else if (expr instanceof Tree.Comma comma) {
      return expr(comma.left(), COMMA) + ", " + expr(comma.right(), ASSIGNMENT);
    } else if (expr instanceof Tree.Call call) {
      return expr(call.function(), POSTFIX) + arguments(call.arguments(), null);
    } else if (expr instanceof Tree.Member member) {
      return expr(member.base(), POSTFIX) + (member.arrow() ? "->" : ".") + member.field().text();
    } else if (expr instanceof Tree.Index index) {
      return expr(index.base(), POSTFIX) + "[" + expr(index.index(), COMMA) + "]";
    } else if (expr instanceof Tree.Cast cast) {
      return "(" + type(cast.type(), "") + ")" + expr(cast.operand(), CAST);
    } else if (expr instanceof Tree.CompoundLiteral compound) {
      return "(" + type(compound.type(), "") + ")" + list(compound.initializer());
    } else if (expr instanceof Tree.SizeofExpr sizeof) {
      return "sizeof " + expr(sizeof.operand(), UNARY);
    } else if (expr instanceof Tree.SizeofType sizeof) {
      return "sizeof(" + type(sizeof.type(), "") + ")";
    } else if (expr instanceof Tree.StatementExpr statement) {
      TreePrinter inner = new TreePrinter();
      inner.block(statement.body());
      return "(" + inner.out.toString().strip().replaceAll("\\s*\n\\s*", " ") + ")";
    }
    Tree.WordExpr word = (Tree.WordExpr) expr;
    return WORDS.get(word.word()) + arguments(word.arguments(), word.order());
  }

  private String arguments(List<Expr> arguments, Tree.@Nullable Name order) {
    String text =
        arguments.stream().map(a -> expr(a, ASSIGNMENT)).collect(Collectors.joining(", "));
    String separator = text.isEmpty() || order == null ? "" : ", ";
    return "(" + text + separator + (order == null ? "" : order.text()) + ")";
  }

  private String unary(Tree.Unary unary) {
    String operator = PREFIX.get(unary.op());
    if (operator == null) {
      return expr(unary.operand(), POSTFIX) + (unary.op() == UnaryOp.POST_INCREMENT ? "++" : "--");
    }
    boolean step = unary.op() == UnaryOp.PRE_INCREMENT || unary.op() == UnaryOp.PRE_DECREMENT;
    String operand = expr(unary.operand(), step ? UNARY : CAST);
    boolean runsTogether = operand.charAt(0) == operator.charAt(operator.length() - 1);
    return operator + (runsTogether ? " " : "") + operand;
  }

  private static String literal(Tree.IntLiteral literal) {
    long value = literal.value();
    return switch (literal.type()) {
      case UNSIGNED_INT -> value + "u";
      case LONG -> value + "l";
      case UNSIGNED_LONG -> Long.toUnsignedString(value) + "ul";
      case LONG_LONG -> value + "ll";
      case UNSIGNED_LONG_LONG -> Long.toUnsignedString(value) + "ull";
      default -> value < 0 ? String.format("'\\x%02x'", value & 0xff) : Long.toString(value);
    };
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || (c > '~' && c <= 0xff)) {
        quoted.append(String.format("\\%03o", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
