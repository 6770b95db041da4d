// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random model of one thread, for which C leaves the order of nothing open: the objects, helper
 * functions and statements of the thread, so that a C compiler can run the same. Undefined
 * behaviour is rare in it, and of kinds that gcc's sanitizer sees.
 */
final class RandomModel {
  private static final List<String> TYPES =
      List.of(
          "char",
          "signed char",
          "unsigned char",
          "short",
          "unsigned short",
          "int",
          "unsigned int",
          "long",
          "unsigned long",
          "long long",
          "unsigned long long",
          "_Bool");

  private static final int KINDS = 18;

  /** Those without blocks. */
  private static final int SIMPLE_KINDS = 7;

  /** Those behind the first that declare nothing at their top. */
  private static final int PLAIN_KINDS = 11;

  private final Random random;
  private final String prefix;
  private final StringBuilder file = new StringBuilder();
  private final List<String> helpers = new ArrayList<>();

  /** Scalars that can be read and written here; inner scopes are cut off again. */
  private final List<String> variables = new ArrayList<>();

  /** Structs of the type {@code prefix + "s"}. */
  private final List<String> structs = new ArrayList<>();

  /** Helpers know no objects of the file, and do not call the last of them. */
  private boolean inHelper;

  private int names;
  private int loops;

  private RandomModel(long seed, String prefix) {
    this.random = new Random(seed);
    this.prefix = prefix;
  }

  /**
   * The text of a file without includes, whose thread is the function {@code prefix + "main"}.
   *
   * @param head how that function begins: {@code thread}, or what a C compiler knows
   */
  static String text(long seed, String prefix, String head) {
    RandomModel model = new RandomModel(seed, prefix);
    model.objects();
    model.inHelper = true;
    for (int i = 0; i < 3; i++) {
      model.helper(i);
    }
    model.inHelper = false;
    String body = model.block(4, 5, "\t");
    return model.file + head + " " + prefix + "main(void)\n{\n" + body + "}\n";
  }

  private void objects() {
    file.append("enum ").append(prefix).append("e { ").append(prefix).append("A, ");
    file.append(prefix).append("B = 7, ").append(prefix).append("C };\n");
    file.append("struct ").append(prefix).append("s {\n");
    file.append("\tunsigned b1 : ").append(1 + random.nextInt(31)).append(";\n");
    file.append("\tint b2 : ").append(2 + random.nextInt(30)).append(";\n");
    file.append("\t_Bool b3 : 1;\n\t").append(type()).append(" m1;\n");
    file.append("\tstruct { ").append(type()).append(" m2; };\n");
    file.append("\t").append(type()).append(" a1[2];\n");
    file.append("\tenum ").append(prefix).append("e e1;\n};\n");
    for (int i = 0; i < 3; i++) {
      String name = prefix + "g" + i;
      file.append("static ").append(type()).append(" ").append(name);
      file.append(" = ").append(literal()).append(";\n");
      variables.add(name);
    }
    file.append("static int ").append(prefix).append("a[4] = { 1, [2] = ");
    file.append(literal()).append(" };\n");
    for (int i = 0; i < 2; i++) {
      String name = prefix + "t" + i;
      file.append("static struct ").append(prefix).append("s ").append(name);
      file.append(" = { .b1 = ").append(literal()).append(", .m2 = ").append(literal());
      file.append(", .a1 = { ").append(literal()).append(" } };\n");
      addStruct(name);
    }
    file.append("static enum ").append(prefix).append("e ").append(prefix).append("state;\n");
    variables.add(prefix + "state");
  }

  private void addStruct(String name) {
    structs.add(name);
    for (String member : List.of("b1", "b2", "b3", "m1", "m2", "e1")) {
      variables.add(name + "." + member);
    }
  }

  /** A function without effects but on what its pointer points to. */
  private void helper(int number) {
    String name = prefix + "h" + number;
    List<String> outer = new ArrayList<>(variables);
    List<String> outerStructs = new ArrayList<>(structs);
    variables.clear();
    structs.clear();
    variables.addAll(List.of("x", "y"));
    StringBuilder text = new StringBuilder();
    String parameters = type() + " x, " + type() + " y";
    if (number == 2) {
      parameters += ", struct " + prefix + "s s, int *out";
      addStruct("s");
    }
    text.append("static inline ").append(type()).append(" ").append(name);
    text.append("(").append(parameters).append(")\n{\n");
    text.append(block(2, 3, "\t"));
    if (number == 2) {
      text.append("\t*out = ").append(expr(2)).append(";\n");
    }
    text.append("\treturn ").append(expr(2)).append(";\n}\n");
    file.append(text);
    variables.clear();
    variables.addAll(outer);
    structs.clear();
    structs.addAll(outerStructs);
    if (number < 2) {
      helpers.add(name);
    }
  }

  // ---- statements ------------------------------------------------------------------------------

  private String block(int count, int depth, String indent) {
    int visible = variables.size();
    int visibleStructs = structs.size();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(statement(depth, indent));
    }
    while (variables.size() > visible) {
      variables.remove(variables.size() - 1);
    }
    while (structs.size() > visibleStructs) {
      structs.remove(structs.size() - 1);
    }
    return text.toString();
  }

  /** Statements without declarations at their top: a jump may lead past them. */
  private String plain(int count, int depth, String indent) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(
          statement(1 + random.nextInt(depth > 0 ? PLAIN_KINDS : SIMPLE_KINDS - 1), depth, indent));
    }
    return text.toString();
  }

  private String statement(int depth, String indent) {
    return statement(random.nextInt(depth > 0 ? KINDS : SIMPLE_KINDS), depth, indent);
  }

  private String statement(int kind, int depth, String indent) {
    String deeper = indent + "\t";
    switch (kind) {
      case 0 -> {
        String name = "v" + names++;
        String text = indent + type() + " " + name + " = " + expr(2) + ";\n";
        variables.add(name);
        return text;
      }
      case 1 -> {
        String op = pick("+=", "-=", "*=", "&=", "|=", "^=", "/=", "%=");
        String value = op.length() == 2 && "/%".contains(op.substring(0, 1)) ? "|1" : "";
        return indent + variable() + " " + op + " (" + expr(2) + ")" + value + ";\n";
      }
      case 2 -> {
        return indent + pick("++", "--") + variable() + ";\n";
      }
      case 3 -> {
        String target = variable();
        String source = variable();
        // Two changes of one object without a sequence point are undefined.
        return target.equals(source) || target.startsWith("*") || source.startsWith("*")
            ? ""
            : indent + target + " = " + source + pick("++", "--") + ";\n";
      }
      case 4 -> {
        String target = variable();
        String count = "(" + expr(1) + ") & 7;\n";
        // A negative value is shifted left as it is multiplied here; C leaves that undefined.
        return random.nextBoolean()
            ? indent + target + " >>= " + count
            : indent + target + " &= 1;\n" + indent + target + " <<= " + count;
      }
      case 5, 6 -> {
        return indent + variable() + " = " + expr(3) + ";\n";
      }
      case 7 -> {
        String text = indent + "if (" + condition() + ") {\n" + block(2, depth - 1, deeper);
        return random.nextBoolean()
            ? text + indent + "}\n"
            : text + indent + "} else {\n" + block(2, depth - 1, deeper) + indent + "}\n";
      }
      case 8 -> {
        String i = "i" + loops++;
        return indent
            + "for (int "
            + i
            + " = 0; "
            + i
            + " < "
            + (1 + random.nextInt(3))
            + "; "
            + i
            + "++) {\n"
            + block(2, depth - 2, deeper)
            + deeper
            + "if ("
            + condition()
            + ")\n"
            + deeper
            + "\t"
            + pick("break", "continue")
            + ";\n"
            + block(1, depth - 2, deeper)
            + indent
            + "}\n";
      }
      case 9 -> {
        return choice(depth, indent);
      }
      case 10 -> {
        if (structs.size() < 2) {
          return "";
        }
        return indent + pick(structs) + " = " + pick(structs) + ";\n";
      }
      case 11 -> {
        if (structs.isEmpty()) {
          return "";
        }
        return indent
            + pick(structs)
            + " = (struct "
            + prefix
            + "s){ .m1 = "
            + expr(1)
            + ", .b2 = "
            + expr(1)
            + ", .a1[1] = "
            + expr(1)
            + " };\n";
      }
      case 12 -> {
        String name = "l" + names++;
        String text =
            structs.isEmpty()
                ? indent + "struct " + prefix + "s " + name + " = { " + expr(1) + " };\n"
                : indent + "struct " + prefix + "s " + name + " = " + pick(structs) + ";\n";
        addStruct(name);
        return text;
      }
      case 13 -> {
        if (inHelper || structs.isEmpty()) {
          return "";
        }
        String name = "o" + names++;
        String text =
            indent
                + "int "
                + name
                + ";\n"
                + indent
                + variable()
                + " = "
                + prefix
                + "h2("
                + expr(1)
                + ", "
                + expr(1)
                + ", "
                + pick(structs)
                + ", &"
                + name
                + ");\n";
        variables.add(name);
        return text;
      }
      case 14 -> {
        String label = "out" + names++;
        return indent
            + "if ("
            + condition()
            + ")\n"
            + deeper
            + "goto "
            + label
            + ";\n"
            + plain(2, 0, indent)
            + indent.substring(1)
            + label
            + ":;\n";
      }
      case 15 -> {
        if (inHelper) {
          return "";
        }
        String name = "p" + names++;
        String text =
            indent
                + "int *"
                + name
                + " = &"
                + prefix
                + "a["
                + random.nextInt(4)
                + "];\n"
                + indent
                + "if ("
                + name
                + " != "
                + prefix
                + "a + 3)\n"
                + deeper
                + name
                + "++;\n"
                + indent
                + variable()
                + " = "
                + name
                + " - "
                + prefix
                + "a;\n";
        variables.add("*" + name);
        return text;
      }
      case 16 -> {
        if (inHelper) {
          return "";
        }
        String array = "r" + names++;
        String name = "q" + names++;
        String text =
            indent
                + "int "
                + array
                + "[4] = { "
                + expr(1)
                + ", [3] = "
                + expr(1)
                + " };\n"
                + indent
                + "int *"
                + name
                + " = ("
                + expr(2)
                + ") ? "
                + array
                + " : "
                + prefix
                + "a;\n"
                + indent
                + name
                + "[("
                + expr(2)
                + ") & 3] = "
                + expr(2)
                + ";\n"
                + indent
                + array
                + "[("
                + expr(1)
                + ") & 3] ^= 5;\n"
                + indent
                + name
                + " += ("
                + expr(1)
                + ") & 3;\n";
        variables.add("*" + name);
        variables.add(array + "[2]");
        return text;
      }
      default -> {
        return indent + "do {\n" + block(2, depth - 2, deeper) + indent + "} while (0);\n";
      }
    }
  }

  private String choice(int depth, String indent) {
    String deeper = indent + "\t";
    StringBuilder text = new StringBuilder(indent + "switch ((" + expr(2) + ") & 7) {\n");
    for (int i = 0; i < 6; i++) {
      String last = i == 4 ? " ... 5" : "";
      if (i == 5) {
        text.append(indent).append("default:\n");
      } else {
        text.append(indent).append("case ").append(i).append(last).append(":\n");
      }
      text.append(deeper).append(variable()).append(" = ").append(expr(2)).append(";\n");
      if (random.nextBoolean()) {
        text.append(plain(1, depth - 2, deeper));
        text.append(deeper).append("break;\n");
      }
    }
    return text.append(indent).append("}\n").toString();
  }

  private String condition() {
    return switch (random.nextInt(4)) {
      case 0 -> "++" + variable() + " > 3 && " + expr(2);
      case 1 -> "!(" + expr(2) + ") || (" + variable() + " = " + expr(1) + ")";
      default -> expr(3);
    };
  }

  // ---- expressions -----------------------------------------------------------------------------

  private String expr(int depth) {
    if (depth == 0) {
      return random.nextInt(3) == 0 ? literal() : variable();
    }
    String a = "(" + expr(depth - 1) + ")";
    return switch (random.nextInt(16)) {
      case 0 -> pick("-", "~", "!", "+") + a;
      case 1 -> "(" + type() + ")" + a;
      // gcc computes constants itself, without a word on overflow.
      case 2, 3 ->
          variable() + " " + pick("+", "-", "*", "&", "|", "^") + " (" + expr(depth - 1) + ")";
      case 4, 5 ->
          a + pick(" == ", " != ", " < ", " <= ", " > ", " >= ") + "(" + expr(depth - 1) + ")";
      case 6 -> a + pick(" / ", " % ") + "((" + expr(depth - 1) + ") | 1)";
      case 7 -> "(" + a + " & 0xff)" + pick(" << ", " >> ") + "((" + expr(depth - 1) + ") & 15)";
      case 8 -> a + pick(" && ", " || ") + "(" + expr(depth - 1) + ")";
      case 9 -> a + " ? (" + expr(depth - 1) + ") : (" + expr(depth - 1) + ")";
      case 10 ->
          helpers.isEmpty()
              ? variable()
              : pick(helpers) + "(" + expr(depth - 1) + ", " + expr(depth - 1) + ")";
      case 11 -> "({ " + type() + " z = " + expr(depth - 1) + "; z + 1; })";
      case 12 -> a + " ?: " + literal();
      case 13 -> inHelper ? literal() : prefix + "a[" + a + " & 3]";
      case 14 -> "(" + a + " >> 1)";
      default -> structs.isEmpty() ? a : pick(structs) + ".a1[" + a + " & 1]";
    };
  }

  private String variable() {
    return pick(variables);
  }

  private String type() {
    return pick(TYPES);
  }

  private String literal() {
    return switch (random.nextInt(7)) {
      case 0 -> Integer.toString(random.nextInt());
      case 1 -> random.nextInt(200) + "u";
      case 2 -> "0x" + Long.toHexString(random.nextLong() >>> random.nextInt(60)) + "ul";
      case 3 -> random.nextInt(9) + "l";
      case 4 -> "'" + (char) ('a' + random.nextInt(26)) + "'";
      default -> Integer.toString(random.nextInt(10) - 3);
    };
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
