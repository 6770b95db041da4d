// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.pincer.bind.Bound.Expr;
import dev.pincer.bind.Bound.Init;
import dev.pincer.bind.Bound.Part;
import dev.pincer.bind.CType.ArrayType;
import dev.pincer.bind.CType.Member;
import dev.pincer.bind.CType.StructType;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;
import dev.pincer.syntax.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each value of an initialiser the part that it is for: C11 6.7.9, designators and
 * left-out braces included.
 */
final class InitializerBinder {
  /** The most parts that one initialiser may name. */
  private static final int PARTS_MAX = 1 << 16;

  private final Diagnostics diagnostics;
  private final ExpressionBinder expressions;

  InitializerBinder(Diagnostics diagnostics, ExpressionBinder expressions) {
    this.diagnostics = diagnostics;
    this.expressions = expressions;
  }

  /**
   * An initialiser.
   *
   * @param type of the object: an array without length has that of the initialiser
   */
  record Bounded(CType type, Init init) {}

  /** The initialiser of an object of {@code type}, which is complete or an array without length. */
  Bounded bind(CType type, Tree.Initializer tree) {
    if (tree instanceof Tree.ExprInitializer expression) {
      if (type instanceof ArrayType) {
        diagnostics
            .error(ErrorCode.INITIALIZER, tree.span(), "an array is initialised by a list")
            .hint("`{ ... }`");
        expressions.value(expression.value());
        return new Bounded(
            CType.ERROR, new Bound.Whole(tree.span(), new Bound.ErrorExpr(tree.span())));
      }
      return new Bounded(
          type, new Bound.Whole(tree.span(), expressions.converted(expression.value(), type)));
    }
    Tree.ListInitializer list = (Tree.ListInitializer) tree;
    List<Part> parts = new ArrayList<>();
    Filler filler = new Filler(parts);
    int count = filler.list(type, null, ImmutableList.of(), list);
    CType whole =
        type instanceof ArrayType array && array.count() == ArrayType.UNKNOWN
            ? new ArrayType(array.element(), Math.max(count, 1))
            : type;
    return new Bounded(whole, new Bound.Listed(tree.span(), whole, lastOf(parts)));
  }

  /** Of two values for one part, C takes the last. Parts inside others stay behind them. */
  private static ImmutableList<Part> lastOf(List<Part> parts) {
    Map<ImmutableList<Integer>, Integer> last = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      last.put(parts.get(i).path(), i);
    }
    ImmutableList.Builder<Part> result = ImmutableList.builder();
    for (int i = 0; i < parts.size(); i++) {
      Integer at = last.get(parts.get(i).path());
      if (at != null && at == i) {
        result.add(parts.get(i));
      }
    }
    return result.build();
  }

  /** The items of one list, and how far they are used up. */
  private static final class Items {
    final ImmutableList<Tree.InitItem> items;
    int next;

    /** The value of the item at {@link #next}, once it is bound. */
    @Nullable Expr bound;

    Items(ImmutableList<Tree.InitItem> items) {
      this.items = items;
    }

    boolean hasNext() {
      return next < items.size();
    }

    Tree.InitItem peek() {
      return items.get(next);
    }

    void skip() {
      next++;
      bound = null;
    }
  }

  private final class Filler {
    private final List<Part> parts;

    /** Paths of all parts, and of what they are in. */
    private final Set<ImmutableList<Integer>> begun = new HashSet<>();

    /** Paths of all parts. */
    private final Set<ImmutableList<Integer>> given = new HashSet<>();

    Filler(List<Part> parts) {
      this.parts = parts;
    }

    /** A braced list for an object; how many elements an array without length gets. */
    int list(
        CType type,
        @Nullable Member member,
        ImmutableList<Integer> path,
        Tree.ListInitializer tree) {
      Items items = new Items(tree.items());
      if (Types.isError(type)) {
        return 0;
      }
      override(tree.span(), type, member, path);
      int count = 0;
      if (type instanceof ArrayType || type instanceof StructType) {
        count = aggregate(type, path, items, true, 0);
      } else if (items.hasNext() && items.peek().designators().isEmpty()) {
        value(type, member, path, items.peek());
        items.skip();
      } else {
        diagnostics.error(ErrorCode.INITIALIZER, tree.span(), "a scalar needs one value");
        return 0;
      }
      if (items.hasNext()) {
        diagnostics.error(
            ErrorCode.INITIALIZER,
            items.peek().span(),
            "more values than `" + type + "` has room for");
      }
      return count;
    }

    /**
     * Forgets what the list before gave to the object at {@code path}: what a braced list does not
     * name is zero, whatever stood there.
     */
    private void override(
        Span span, CType type, @Nullable Member member, ImmutableList<Integer> path) {
      if (begun.contains(path)) {
        parts.removeIf(part -> isWithin(part.path(), path));
      }
      for (int i = 0; i < path.size(); i++) {
        if (given.contains(path.subList(0, i))) {
          zero(span, type, member, path); // It is inside of a struct that has a value.
          return;
        }
      }
    }

    private void zero(Span span, CType type, @Nullable Member member, ImmutableList<Integer> path) {
      if (type instanceof ArrayType || type instanceof StructType) {
        for (int i = 0; i < length(type); i++) {
          zero(span, partType(type, i), member(type, i), append(path, i));
        }
      } else {
        add(span, path, type, member, new Bound.Constant(span, CType.INT, 0));
      }
    }

    /**
     * Gives the items to the parts of an aggregate, from the first part on.
     *
     * @param braced whether the list is this aggregate's own, so that its designators name parts of
     *     it
     * @param start the first part to give an item to
     */
    private int aggregate(
        CType type, ImmutableList<Integer> path, Items items, boolean braced, int start) {
      int position = start;
      int count = 0;
      while (items.hasNext()) {
        Tree.InitItem item = items.peek();
        if (!item.designators().isEmpty()) {
          if (!braced) {
            return count;
          }
          position = designated(type, path, items);
          if (position < 0) {
            return count;
          }
        } else {
          if (position >= length(type)) {
            return count;
          }
          part(type, path, position, items);
        }
        position++;
        count = Math.max(count, position);
        if (parts.size() > PARTS_MAX) {
          return count;
        }
      }
      return count;
    }

    private void part(CType type, ImmutableList<Integer> path, int position, Items items) {
      CType partType = partType(type, position);
      Member member = member(type, position);
      ImmutableList<Integer> partPath = append(path, position);
      Tree.InitItem item = items.peek();
      if (item.value() instanceof Tree.ListInitializer list) {
        list(partType, member, partPath, list);
        items.skip();
        return;
      }
      Expr e = items.bound;
      if (e == null) {
        e = expressions.value(((Tree.ExprInitializer) item.value()).value());
        items.bound = e;
      }
      boolean whole =
          !(partType instanceof ArrayType)
              && (!(partType instanceof StructType) || Types.same(partType, e.type()));
      if (whole) {
        add(item.span(), partPath, partType, member, e);
        items.skip();
        return;
      }
      int before = items.next;
      aggregate(partType, partPath, items, false, 0);
      if (items.next == before) {
        items.skip();
      }
    }

    /** What a designator leads into, and by which step. */
    private record Level(CType type, ImmutableList<Integer> path, int step) {}

    /**
     * Gives the next item to what its designators name, and the items behind it to the parts that
     * follow there; the last index of the first designator, or -1 after an error.
     */
    private int designated(CType type, ImmutableList<Integer> path, Items items) {
      Tree.InitItem item = items.peek();
      CType at = type;
      Member member = null;
      List<ImmutableList<Integer>> all = List.of(path);
      List<Level> levels = new ArrayList<>();
      for (Tree.Designator designator : item.designators()) {
        ImmutableList<Integer> steps = steps(at, designator);
        Integer last = steps == null ? null : last(at, designator, steps.get(0), all.size());
        if (steps == null || last == null) {
          if (item.value() instanceof Tree.ExprInitializer expression) {
            expressions.value(expression.value());
          }
          items.skip();
          return -1;
        }
        levels.add(new Level(at, all.get(all.size() - 1), last));
        List<ImmutableList<Integer>> longer = new ArrayList<>();
        for (ImmutableList<Integer> to : all) {
          for (int index = steps.get(0); index <= last; index++) {
            longer.add(append(to, index));
          }
        }
        all = longer;
        member = member(at, steps.get(0));
        at = partType(at, steps.get(0));
        for (int step : steps.subList(1, steps.size())) {
          levels.add(new Level(at, all.get(all.size() - 1), step));
          all = all.stream().map(to -> append(to, step)).toList();
          member = member(at, step);
          at = partType(at, step);
        }
      }
      if (all.size() > 1) {
        range(at, member, all, item);
      } else if (item.value() instanceof Tree.ListInitializer list) {
        list(at, member, all.get(0), list);
      } else {
        value(at, member, all.get(0), item);
      }
      items.skip();
      for (Level level : Lists.reverse(levels.subList(1, levels.size()))) {
        aggregate(level.type, level.path, items, false, level.step + 1);
      }
      return levels.get(0).step;
    }

    /** One value, or list, for several parts: bound once, as it stands there once. */
    private void range(
        CType type,
        @Nullable Member member,
        List<ImmutableList<Integer>> paths,
        Tree.InitItem item) {
      Filler once = new Filler(new ArrayList<>());
      once.value(type, member, ImmutableList.of(), item);
      for (Part part : once.parts) {
        if (!Constants.isInitial(part.value())) {
          diagnostics
              .error(
                  ErrorCode.INITIALIZER,
                  part.value().span(),
                  "a range of designators takes constants alone")
              .hint("give each element, or use a loop");
          return;
        }
      }
      for (ImmutableList<Integer> path : paths) {
        if (item.value() instanceof Tree.ListInitializer) {
          override(item.span(), type, member, path);
        }
        for (Part part : once.parts) {
          keep(
              new Part(
                  part.span(),
                  append(path, part.path()),
                  part.type(),
                  part.path().isEmpty() ? member : part.member(),
                  part.value()));
        }
        if (parts.size() > PARTS_MAX) {
          return;
        }
      }
    }

    /** The last index of a designator that begins at {@code first}; null after an error. */
    private @Nullable Integer last(CType type, Tree.Designator designator, int first, int paths) {
      if (!(designator instanceof Tree.IndexDesignator index) || index.last() == null) {
        return first;
      }
      Integer last = index((ArrayType) type, index.last());
      if (last != null && (last < first || (last - first + 1L) * paths > PARTS_MAX)) {
        diagnostics.error(
            ErrorCode.INITIALIZER,
            designator.span(),
            last < first
                ? "a range that is empty"
                : "a range of more than " + PARTS_MAX + " parts");
        return null;
      }
      return last;
    }

    private @Nullable ImmutableList<Integer> steps(CType type, Tree.Designator designator) {
      if (designator instanceof Tree.FieldDesignator field && type instanceof StructType struct) {
        ImmutableList<Member> found = TypeBinder.findMember(struct, field.field().text());
        if (found == null) {
          diagnostics
              .error(ErrorCode.UNKNOWN_MEMBER, field.field().span(), struct, field.field().text())
              .didYouMean(field.field().text(), TypeBinder.memberNames(struct).keySet());
          return null;
        }
        return found.stream().map(Member::index).collect(ImmutableList.toImmutableList());
      }
      if (designator instanceof Tree.IndexDesignator index && type instanceof ArrayType array) {
        Integer value = index(array, index.index());
        return value == null ? null : ImmutableList.of(value);
      }
      if (!Types.isError(type)) {
        diagnostics.error(
            ErrorCode.INITIALIZER, designator.span(), "`" + type + "` has no such part");
      }
      return null;
    }

    private @Nullable Integer index(ArrayType array, Tree.Expr tree) {
      Long value = expressions.constant(tree);
      if (value == null) {
        return null;
      }
      long max = array.count() == ArrayType.UNKNOWN ? PARTS_MAX : array.count();
      if (value < 0 || value >= max) {
        diagnostics.error(
            ErrorCode.INITIALIZER,
            tree.span(),
            "index " + value + " is outside of `" + array + "`");
        return null;
      }
      return Math.toIntExact(value);
    }

    /** One value for one part. */
    private void value(
        CType type, @Nullable Member member, ImmutableList<Integer> path, Tree.InitItem item) {
      if (item.value() instanceof Tree.ListInitializer list) {
        list(type, member, path, list);
        return;
      }
      Tree.Expr tree = ((Tree.ExprInitializer) item.value()).value();
      if (type instanceof ArrayType) {
        diagnostics
            .error(ErrorCode.INITIALIZER, item.value().span(), "an array is initialised by a list")
            .hint("`{ ... }`");
        return;
      }
      add(item.span(), path, type, member, expressions.value(tree));
    }

    private void add(
        Span span, ImmutableList<Integer> path, CType type, @Nullable Member member, Expr value) {
      keep(new Part(span, path, type, member, expressions.conversions().convert(value, type)));
    }

    private void keep(Part part) {
      parts.add(part);
      given.add(part.path());
      for (int i = 0; i <= part.path().size(); i++) {
        begun.add(part.path().subList(0, i));
      }
    }
  }

  private static int length(CType type) {
    if (type instanceof ArrayType array) {
      return array.count() == ArrayType.UNKNOWN ? Integer.MAX_VALUE : array.count();
    }
    return ((StructType) type).members().size();
  }

  private static CType partType(CType type, int index) {
    return type instanceof ArrayType array
        ? array.element()
        : ((StructType) type).members().get(index).type();
  }

  private static @Nullable Member member(CType type, int index) {
    return type instanceof StructType struct ? struct.members().get(index) : null;
  }

  /** Whether a path leads to the same part as {@code whole}, or to a part of it. */
  private static boolean isWithin(ImmutableList<Integer> path, ImmutableList<Integer> whole) {
    return path.size() >= whole.size() && path.subList(0, whole.size()).equals(whole);
  }

  private static ImmutableList<Integer> append(ImmutableList<Integer> path, int step) {
    return append(path, ImmutableList.of(step));
  }

  private static ImmutableList<Integer> append(
      ImmutableList<Integer> path, ImmutableList<Integer> steps) {
    return ImmutableList.<Integer>builder().addAll(path).addAll(steps).build();
  }
}
