// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableCollection;
import dev.pincer.source.Span;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tree as text without its places: two trees of one shape say the same. One node a line, unless
 * it is small.
 */
final class TreeShape {
  private static final int WIDTH = 96;

  private TreeShape() {}

  static String of(Tree.TranslationUnit unit) {
    StringBuilder out = new StringBuilder();
    for (Tree.Declaration declaration : unit.declarations()) {
      append(out, node(declaration), 0, "");
    }
    return out.toString();
  }

  /** {@code head(parts)}, or a bare word without parts. */
  private record Node(String head, @Nullable List<Node> parts) {
    String flat() {
      return parts == null
          ? head
          : head + "(" + String.join(", ", parts.stream().map(Node::flat).toList()) + ")";
    }
  }

  private static Node node(@Nullable Object value) {
    if (value instanceof Tree.Name name) {
      return new Node(name.text(), null);
    } else if (value instanceof Tree.NameExpr name) {
      return new Node(name.name(), null);
    } else if (value instanceof Tree.IntLiteral literal && literal.type() == Tree.Basic.INT) {
      return new Node(Long.toString(literal.value()), null);
    } else if (value instanceof Tree.BasicType basic) {
      return new Node(basic.kind().toString(), null);
    } else if (value instanceof ImmutableCollection<?> collection) {
      return new Node("", all(collection));
    } else if (value instanceof Tree.Block block) {
      // `int a, b;` says the same as `int a; int b;`.
      return new Node("Block", block.statements().stream().flatMap(TreeShape::declared).toList());
    } else if (value instanceof String text) {
      return new Node('"' + text.replace("\n", "\\n") + '"', null);
    } else if (!(value instanceof Record record)) {
      return new Node(value == null ? "-" : value.toString(), null);
    } else {
      List<Node> parts = new ArrayList<>();
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        if (component.getType() != Span.class) {
          parts.add(node(get(record, component)));
        }
      }
      return new Node(record.getClass().getSimpleName(), parts);
    }
  }

  private static Stream<Node> declared(Tree.Stmt statement) {
    return statement instanceof Tree.DeclarationStmt declarations
        ? declarations.declarations().stream().map(TreeShape::node)
        : Stream.of(node(statement));
  }

  private static List<Node> all(Collection<?> values) {
    List<Node> nodes = new ArrayList<>();
    values.forEach(value -> nodes.add(node(value)));
    return nodes;
  }

  private static @Nullable Object get(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component.toString(), e);
    }
  }

  private static void append(StringBuilder out, Node node, int indent, String after) {
    String flat = node.flat();
    List<Node> parts = node.parts();
    out.append(" ".repeat(indent));
    if (parts == null || indent + flat.length() + after.length() <= WIDTH) {
      out.append(flat).append(after).append('\n');
      return;
    }
    out.append(node.head()).append("(\n");
    for (int i = 0; i < parts.size(); i++) {
      append(out, parts.get(i), indent + 2, i + 1 < parts.size() ? "," : ")" + after);
    }
  }
}
