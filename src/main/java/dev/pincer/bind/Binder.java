// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.bind.Bound.Expr;
import dev.pincer.bind.CType.ArrayType;
import dev.pincer.bind.CType.FunctionType;
import dev.pincer.bind.CType.VoidType;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;
import dev.pincer.syntax.Tree;
import dev.pincer.syntax.Tree.Role;
import dev.pincer.syntax.Tree.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds a translation unit: declarations in the order of the source, each function body where it
 * stands, as C's scopes want it; then what only the whole shows, such as recursion.
 */
public final class Binder {
  /**
   * The properties that are checked in every model, and are not to be confused with the model's
   * own.
   */
  private static final ImmutableSet<String> BUILT_IN_PROPERTIES =
      ImmutableSet.of("assert", "deadlock", "livelock", "undefined_behaviour", "data_race");

  private static final int THREADS_MAX = 64;

  private final Diagnostics diagnostics;
  private final Names names;
  private final ExpressionBinder expressions;
  private final Map<Bound.Variable, Definition> objects = new LinkedHashMap<>();
  private final List<Bound.Function> functions = new ArrayList<>();
  private final CallGraph callGraph = new CallGraph();

  /** Names of properties, with the place of their declaration. */
  private final Map<String, Span> properties = new LinkedHashMap<>();

  /** The first half of a leads_to that waits for its second. */
  private Tree.@Nullable FunctionDeclaration openLeadsTo;

  /** How far a file-scope object is defined. */
  private enum Definition {
    EXTERN,
    TENTATIVE,
    INITIALIZED
  }

  private Binder(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.names = new Names(diagnostics);
    this.expressions = new ExpressionBinder(names, diagnostics);
  }

  /**
   * Binds a model. What is returned is whole only if {@code diagnostics} has no errors afterwards.
   *
   * <p>Time and space grow with the length of the source.
   */
  public static Bound.Unit bind(Tree.TranslationUnit unit, Diagnostics diagnostics) {
    return new Binder(diagnostics).unit(unit);
  }

  private Bound.Unit unit(Tree.TranslationUnit unit) {
    for (Tree.Declaration declaration : unit.declarations()) {
      declaration(declaration);
    }
    closeLeadsTo();
    objects.forEach(this::checkDefined);
    callGraph.check(diagnostics);
    countThreads(unit);
    return new Bound.Unit(
        unit.span(), ImmutableList.copyOf(objects.keySet()), ImmutableList.copyOf(functions));
  }

  private void countThreads(Tree.TranslationUnit unit) {
    int count = 0;
    Bound.@Nullable Function last = null;
    for (Bound.Function function : functions) {
      int before = count;
      count +=
          switch (function.role()) {
            case THREAD, DAEMON, FAIR_DAEMON -> 1;
            case THREADS -> function.copies();
            default -> 0;
          };
      if (before <= THREADS_MAX && count > THREADS_MAX) {
        last = function;
      }
    }
    if (last != null) {
      diagnostics.error(ErrorCode.TOO_MANY_THREADS, last.declared(), count, THREADS_MAX);
    } else if (count == 0 && !diagnostics.hasErrors()) {
      Span start = new Span(unit.span().file(), 0, 0);
      diagnostics.error(ErrorCode.NO_THREADS, start);
    }
  }

  private void declaration(Tree.Declaration tree) {
    if (!(tree instanceof Tree.FunctionDeclaration f && f.role() == Role.LEADS_TO)) {
      closeLeadsTo();
    }
    if (tree instanceof Tree.VariableDeclaration variable) {
      object(variable);
    } else if (tree instanceof Tree.FunctionDeclaration function) {
      function(function);
    } else if (tree instanceof Tree.TypedefDeclaration typedef) {
      expressions.types().typedef(typedef);
    } else if (tree instanceof Tree.TagDeclaration tag) {
      expressions.types().type(tag.type());
    } else if (tree instanceof Tree.StaticAssert check) {
      StaticAsserts.check(check, expressions, diagnostics);
    }
  }

  // ---- objects ---------------------------------------------------------------------------------

  private void object(Tree.VariableDeclaration tree) {
    Span span = tree.name().span();
    String name = tree.name().text();
    CType type = expressions.types().type(tree.type());
    boolean isExtern = tree.storage().contains(Storage.EXTERN) && tree.initializer() == null;
    boolean open = type instanceof ArrayType array && array.count() == ArrayType.UNKNOWN;
    if (!(open && (isExtern || tree.initializer() != null))) {
      type = expressions.types().complete(type, span);
    }
    if (Types.isError(type)) {
      names.declare(span, name, new Scope.WrongEntry(span));
      return;
    }
    Bound.Variable variable = declare(tree, type);
    if (variable == null) {
      return;
    }
    Definition old = objects.get(variable);
    Definition now =
        isExtern
            ? Definition.EXTERN
            : tree.initializer() == null ? Definition.TENTATIVE : Definition.INITIALIZED;
    if (old == Definition.INITIALIZED && now == Definition.INITIALIZED) {
      names.twice(span, name, variable.declared());
      return;
    }
    if (old == null || now.compareTo(old) > 0) {
      objects.put(variable, now);
    }
    if (!open) {
      variable.define(type, variable.initializer());
    }
    if (tree.initializer() != null) {
      InitializerBinder.Bounded bounded = expressions.initializers().bind(type, tree.initializer());
      variable.define(bounded.type(), bounded.init());
      checkConstant(bounded.init());
    }
  }

  /**
   * The variable of this declaration and of earlier ones; null, after an error, if they do not
   * agree.
   */
  private Bound.@Nullable Variable declare(Tree.VariableDeclaration tree, CType type) {
    Span span = tree.name().span();
    String name = tree.name().text();
    Scope.Entry old = names.scope().findHere(name);
    if (old instanceof Scope.VariableEntry entry) {
      if (!Types.same(entry.variable().type(), type)) {
        diagnostics
            .error(ErrorCode.CONFLICTING_TYPES, span, name)
            .second(old.declared(), "first declared here");
        return null;
      }
      return entry.variable();
    }
    if (old != null && !(old instanceof Scope.WrongEntry)) {
      names.twice(span, name, old.declared());
      return null;
    }
    Bound.Variable variable = new Bound.Variable(span, name, type, true, tree.storage());
    names.scope().put(name, new Scope.VariableEntry(variable));
    return variable;
  }

  private void checkDefined(Bound.Variable variable, Definition definition) {
    if (definition == Definition.EXTERN) {
      diagnostics.error(ErrorCode.NEVER_DEFINED, variable.declared(), variable.name());
    } else if (!Types.isComplete(variable.type())) {
      diagnostics.error(ErrorCode.INCOMPLETE_TYPE, variable.declared(), variable.type());
    }
  }

  private void checkConstant(Bound.Init init) {
    if (init instanceof Bound.Whole whole) {
      checkConstant(whole.value());
    } else {
      ((Bound.Listed) init).parts().forEach(part -> checkConstant(part.value()));
    }
  }

  private void checkConstant(Expr e) {
    if (e instanceof Bound.StructValue struct) {
      checkConstant(struct.initializer());
    } else if (!Types.isError(e.type()) && Constants.value(e) == null && !Constants.isAddress(e)) {
      diagnostics.error(ErrorCode.NOT_CONSTANT, e.span());
    }
  }

  // ---- functions -------------------------------------------------------------------------------

  private void function(Tree.FunctionDeclaration tree) {
    FunctionType type = expressions.types().function(tree.result(), tree.parameters());
    checkRole(tree, type);
    Bound.Function function = function(tree, type);
    if (tree.copies() != null) {
      copies(function, tree.copies());
    }
    if (tree.body() == null) {
      return;
    }
    if (function.body() != null) {
      names.twice(tree.name().span(), function.name(), function.declared());
      return;
    }
    names.enter();
    ImmutableList.Builder<Bound.Variable> parameters = ImmutableList.builder();
    for (int i = 0; i < tree.parameters().size(); i++) {
      Tree.Name name = tree.parameters().get(i).name();
      Span span = name == null ? tree.parameters().get(i).span() : name.span();
      String text = name == null ? "" : name.text();
      Bound.Variable parameter = new Bound.Variable(span, text, type.parameters().get(i));
      parameters.add(parameter);
      if (name != null) {
        names.declare(span, text, new Scope.VariableEntry(parameter));
      }
    }
    StatementBinder statements = new StatementBinder(names, diagnostics, expressions, function);
    Bound.Block body = statements.body(tree.body());
    names.leave();
    function.define(tree.name().span(), parameters.build(), body, statements.hasLabels());
    functions.add(function);
    callGraph.add(function, statements.calls());
  }

  private void checkRole(Tree.FunctionDeclaration tree, FunctionType type) {
    Span span = tree.name().span();
    String name = tree.name().text();
    boolean takesVoid = type.parameters().isEmpty();
    switch (tree.role()) {
      case FUNCTION -> {}
      case THREAD, THREADS, DAEMON, FAIR_DAEMON, INITIAL -> {
        if (!(type.result() instanceof VoidType) || !takesVoid) {
          diagnostics.error(ErrorCode.THREAD_SIGNATURE, span, name);
        }
      }
      case INVARIANT, FINALLY, WITNESS, EVENTUALLY, LEADS_FROM, LEADS_TO -> {
        if (!(type.result() instanceof CType.BoolType || Types.isError(type.result()))
            || !takesVoid) {
          diagnostics.error(ErrorCode.PROPERTY_SIGNATURE, span, name);
        }
        if (BUILT_IN_PROPERTIES.contains(name)) {
          diagnostics.error(ErrorCode.PROPERTY_NAME, span, name);
        }
      }
    }
    if (tree.role() == Role.LEADS_FROM) {
      openLeadsTo = tree;
    } else if (tree.role() == Role.LEADS_TO) {
      if (openLeadsTo == null || !openLeadsTo.name().text().equals(name)) {
        closeLeadsTo();
        diagnostics.error(ErrorCode.LEADS_TO_HALF, span, name);
      }
      openLeadsTo = null;
    }
  }

  private void closeLeadsTo() {
    if (openLeadsTo != null) {
      diagnostics.error(
          ErrorCode.LEADS_TO_HALF, openLeadsTo.name().span(), openLeadsTo.name().text());
      openLeadsTo = null;
    }
  }

  /** The function of this declaration and of earlier ones. */
  private Bound.Function function(Tree.FunctionDeclaration tree, FunctionType type) {
    Span span = tree.name().span();
    String name = tree.name().text();
    Bound.Function function = new Bound.Function(span, name, tree.role(), type);
    boolean isProperty =
        switch (tree.role()) {
          case FUNCTION, THREAD, THREADS, DAEMON, FAIR_DAEMON, INITIAL -> false;
          case INVARIANT, FINALLY, WITNESS, EVENTUALLY, LEADS_FROM, LEADS_TO -> true;
        };
    if (isProperty && tree.role() != Role.LEADS_TO) {
      Span first = properties.putIfAbsent(name, span);
      if (first != null) {
        diagnostics
            .error(ErrorCode.PROPERTY_TWICE, span, name)
            .second(first, "first declared here");
        return function;
      }
    }
    if (tree.role() == Role.LEADS_FROM || tree.role() == Role.LEADS_TO) {
      return function; // A pair has no name of its own in C.
    }
    Scope.Entry old = names.scope().findHere(name);
    if (old instanceof Scope.FunctionEntry entry) {
      if (entry.function().role() != tree.role()) {
        names.twice(span, name, old.declared());
        return function;
      }
      if (!Types.same(entry.function().type(), type)) {
        diagnostics
            .error(ErrorCode.CONFLICTING_TYPES, span, name)
            .second(old.declared(), "first declared here");
        return function;
      }
      return entry.function();
    }
    if (old != null && !(old instanceof Scope.WrongEntry)) {
      names.twice(span, name, old.declared());
      return function;
    }
    names.scope().put(name, new Scope.FunctionEntry(function));
    return function;
  }

  private void copies(Bound.Function function, Tree.Expr tree) {
    Long copies = expressions.constant(tree);
    if (copies == null) {
      return;
    }
    if (copies < 0 || copies > THREADS_MAX) {
      diagnostics.error(ErrorCode.THREAD_COUNT, tree.span(), copies, THREADS_MAX);
      return;
    }
    function.copies(Math.toIntExact(copies));
  }
}
