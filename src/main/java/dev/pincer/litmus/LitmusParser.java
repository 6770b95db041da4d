// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a C litmus test: {@code C name}, the initial values, the threads, and {@code locations},
 * {@code filter}, {@code exists}, {@code ~exists} or {@code forall}.
 *
 * <p>The bodies of the threads are left to the C compiler; see {@link Translation}.
 */
public final class LitmusParser {
  /** Words that begin a critical section of SRCU. */
  private static final ImmutableSet<String> SECTIONS =
      ImmutableSet.of("srcu_read_lock", "srcu_down_read");

  private static final ImmutableSet<String> NO_TYPES =
      ImmutableSet.of("return", "goto", "else", "do", "case", "break", "continue", "default");

  private final SourceFile file;
  private final Cursor cursor;

  /** By name, in the order of the file. */
  private final Map<String, Location> locations = new LinkedHashMap<>();

  private final List<ThreadText> threads = new ArrayList<>();

  /** First values of registers, by the number of their thread, and then by name. */
  private final Map<Long, Map<String, Location>> registers = new LinkedHashMap<>();

  /** Registers that C knows where the cursor stands, those of the innermost block first. */
  private final Deque<Set<String>> scopes = new ArrayDeque<>();

  private LitmusParser(SourceFile file, Diagnostics diagnostics) {
    this.file = file;
    this.cursor = new Cursor(Token.of(file), diagnostics);
  }

  /** The test; null after reporting what is wrong. */
  public static @Nullable LitmusTest parse(SourceFile file, Diagnostics diagnostics) {
    LitmusParser parser = new LitmusParser(file, diagnostics);
    try {
      return parser.test();
    } catch (Cursor.Stop stop) {
      return null;
    }
  }

  private LitmusTest test() {
    Token language = cursor.next();
    if (!language.is("C")) {
      throw cursor.error(ErrorCode.LITMUS_LANGUAGE, language.span(), language.quoted());
    }
    String name = name(language);
    initialValues();
    while (threadBegins()) {
      thread();
    }
    for (Map.Entry<Long, Map<String, Location>> left : registers.entrySet()) {
      Location first = left.getValue().values().iterator().next();
      throw cursor.error(
          ErrorCode.LITMUS_NO_REGISTER, first.span(), "P" + left.getKey(), first.name());
    }
    declareTargets();
    new AddressKinds(cursor, locations, threads).declare();
    threads.forEach(this::checkParameters);
    if (threads.isEmpty()) {
      throw cursor.expected("a thread, `P0(...) { ... }`");
    }
    Epilogue epilogue = new Epilogue(cursor, file, locations, threads);
    epilogue.read();
    ImmutableList<Observed> all = epilogue.all();
    Translation translation =
        new Translation(file, cursor, language, locations, threads, all).run();
    return new LitmusTest(
        name,
        translation.model(),
        translation.prelude(),
        translation.origins(),
        epilogue.quantifier(),
        epilogue.condition(),
        epilogue.text(),
        epilogue.filter(),
        epilogue.observed(),
        all);
  }

  /** The rest of the first line, which may hold any sign: {@code SB+poonceonces}. */
  private String name(Token language) {
    int line = language.span().line();
    String rest = file.lineText(line).substring(language.span().column());
    while (cursor.peek().span().line() == line && cursor.peek().kind() != Token.Kind.END) {
      cursor.next();
    }
    int comment = rest.indexOf("(*");
    return (comment < 0 ? rest : rest.substring(0, comment)).strip();
  }

  // Initial values.

  private void initialValues() {
    // A text in quotation marks, or lines `key=value`, may stand before the values.
    while (!cursor.peek().is("{") && cursor.peek().kind() != Token.Kind.END) {
      cursor.next();
    }
    cursor.expect("{");
    while (!cursor.peek().is("}")) {
      if (!cursor.take(";")) {
        initialValue();
      }
    }
    cursor.expect("}");
  }

  /**
   * {@code int x = 1}, {@code int *y = &x}, {@code x = 1}, {@code atomic_t v}; {@code 0:r1 = x}.
   */
  private void initialValue() {
    List<String> words = new ArrayList<>();
    int stars = 0;
    int ahead = 0;
    while (cursor.peek(ahead).kind() == Token.Kind.WORD || cursor.peek(ahead).is("*")) {
      ahead++;
    }
    if (cursor.peek(ahead).kind() == Token.Kind.NUMBER && cursor.peek(ahead + 1).is(":")) {
      for (; ahead > 0; ahead--) {
        if (cursor.take("*")) {
          stars++;
        } else {
          words.add(cursor.next().text());
        }
      }
      firstValueOfRegister(words.isEmpty() ? "" : CTypes.of(words, stars));
      return;
    }
    boolean bracket = cursor.take("[");
    Token name = cursor.word("a location");
    while (cursor.peek().kind() == Token.Kind.WORD || cursor.peek().is("*")) {
      if (stars > 0 && cursor.peek().kind() == Token.Kind.WORD) {
        name = cursor.next();
        break;
      }
      if (cursor.take("*")) {
        if (stars++ == 0) {
          words.add(name.text());
        }
      } else {
        words.add(name.text());
        name = cursor.next();
      }
    }
    if (bracket) {
      cursor.expect("]");
    }
    if (cursor.peek().is("[")) {
      throw cursor.unsupported("an array");
    }
    String type = words.isEmpty() ? "" : CTypes.of(words, stars);
    Location location =
        new Location(name.text(), type, cursor.take("=") ? value() : null, name.span());
    if (locations.put(location.name(), location) != null) {
      throw cursor.error(ErrorCode.DECLARED_TWICE, name.span(), name.text());
    }
    endInitialValue();
  }

  private void endInitialValue() {
    if (!cursor.peek().is("}")) {
      cursor.expect(";");
    }
  }

  private void firstValueOfRegister(String type) {
    long thread = cursor.number();
    cursor.expect(":");
    Token name = cursor.word("a register");
    Location register =
        new Location(name.text(), type, cursor.take("=") ? value() : null, name.span());
    Map<String, Location> all = registers.computeIfAbsent(thread, t -> new LinkedHashMap<>());
    if (all.put(register.name(), register) != null) {
      throw cursor.error(ErrorCode.DECLARED_TWICE, name.span(), thread + ":" + name.text());
    }
    endInitialValue();
  }

  /** What nothing but an address names is a location as well. */
  private void declareTargets() {
    for (Location location : ImmutableList.copyOf(locations.values())) {
      Initial initial = location.initial();
      String target = initial == null ? "" : initial.value().location();
      if (initial != null && !target.isEmpty() && CTypes.depth(location.type()) <= 1) {
        String type = CTypes.target(location.type());
        type = type == null ? location.type() : type;
        locations.putIfAbsent(target, new Location(target, type, null, initial.span()));
      }
    }
  }

  private Initial value() {
    Token first = cursor.peek();
    if (cursor.take("ATOMIC_INIT")) {
      cursor.expect("(");
      Initial inner = value();
      cursor.expect(")");
      return inner;
    }
    if (cursor.take("NULL")) {
      return new Initial(Value.of(0), first.span());
    }
    if (cursor.take("&") || first.kind() == Token.Kind.WORD) {
      Token name = cursor.word("a location");
      return new Initial(Value.addressOf(name.text()), name.span());
    }
    if (first.is("{")) {
      throw cursor.unsupported("an array");
    }
    return new Initial(Value.of(cursor.number()), first.span());
  }

  // Threads.

  /** {@code P0}, {@code void P0}, {@code static void P0}. */
  private boolean threadBegins() {
    int at = cursor.peek().is("static") ? 1 : 0;
    at += cursor.peek(at).is("void") ? 1 : 0;
    if (!cursor.peek(at).isThread()) {
      return false;
    }
    for (; at > 0; at--) {
      cursor.next();
    }
    return true;
  }

  private void thread() {
    Token head = cursor.next();
    int number = threads.size();
    if (!head.text().equals("P" + number)) {
      throw cursor.error(ErrorCode.EXPECTED, head.span(), "`P" + number + "`", head.text());
    }
    cursor.expect("(");
    Map<String, Local> locals = new LinkedHashMap<>();
    if (cursor.peek().is("void") && cursor.peek(1).is(")")) {
      cursor.next();
    }
    while (!cursor.peek().is(")")) {
      parameter(locals);
      if (!cursor.peek().is(")")) {
        cursor.expect(",");
      }
    }
    cursor.expect(")");
    int open = cursor.index();
    cursor.expect("{");
    ThreadText thread = new ThreadText(number, locals, open);
    giveFirstValues(thread);
    body(thread);
    threads.add(thread);
  }

  /** Registers that the first braces name are declared before the body, which may do so anew. */
  private void giveFirstValues(ThreadText thread) {
    Map<String, Location> firsts = registers.remove((long) thread.number);
    if (firsts == null) {
      return;
    }
    for (Location register : firsts.values()) {
      Initial initial = register.initial();
      String target = initial == null ? "" : initial.value().location();
      if (initial != null && !target.isEmpty()) {
        // A later thread may say more of it.
        locations.putIfAbsent(target, new Location(target, "", null, initial.span()));
      }
      Location location = locations.get(target);
      String type = register.type().isEmpty() ? "int" : register.type();
      if (location != null) {
        type = CTypes.pointerTo(location.type().isEmpty() ? "int" : location.type());
      }
      Local known = thread.locals.get(register.name());
      if (known != null) {
        throw cursor.error(ErrorCode.DECLARED_TWICE, register.span(), register.name());
      }
      thread.locals.put(register.name(), new Local(register.name(), type, false, true));
      thread.undeclared.add(register.name());
      if (location != null) {
        thread.pointed.put(register.name(), target);
      }
      if (initial != null) {
        thread.first.put(
            register.name(),
            location == null ? initial.value().toString() : "__at_" + target + "()");
      }
    }
  }

  private void parameter(Map<String, Local> locals) {
    List<String> words = new ArrayList<>();
    Token name = cursor.word("a type");
    int stars = 0;
    while (!cursor.peek().is(",") && !cursor.peek().is(")")) {
      if (cursor.take("*")) {
        if (stars++ == 0) {
          words.add(name.text());
        }
      } else if (cursor.peek().kind() == Token.Kind.WORD) {
        if (stars == 0) {
          words.add(name.text());
        }
        name = cursor.next();
      } else {
        throw cursor.peek().is("[")
            ? cursor.unsupported("an array")
            : cursor.expected("a parameter, `int *x`");
      }
    }
    if (stars == 0) {
      throw cursor.error(
          ErrorCode.LITMUS_UNSUPPORTED, name.span(), "a parameter that is no pointer");
    }
    words.removeIf(word -> word.equals("volatile") || word.equals("const"));
    String content = CTypes.of(words, stars - 1);
    if (!content.equals(CTypes.SRCU) && (words.contains("struct") || words.contains("union"))) {
      throw cursor.error(ErrorCode.LITMUS_UNSUPPORTED, name.span(), "a `" + content + "`");
    }
    Location known = locations.get(name.text());
    if (known == null || known.type().isEmpty()) {
      locations.put(
          name.text(),
          new Location(name.text(), content, known == null ? null : known.initial(), name.span()));
    } else if (!CTypes.alike(known.type(), content)) {
      throw cursor.error(ErrorCode.LITMUS_TYPES, name.span(), name.text(), content, known.type());
    }
    locals.put(name.text(), new Local(name.text(), CTypes.pointerTo(content), true, true));
  }

  /** Finds the registers that a body declares, and those that it only sets. */
  private void body(ThreadText thread) {
    int depth = 1;
    boolean begins = true;
    scopes.clear();
    scopes.push(new HashSet<>());
    while (depth > 0) {
      Token token = cursor.peek();
      if (token.kind() == Token.Kind.END) {
        throw cursor.expected("`}`");
      }
      if (begins && declares()) {
        declaration(thread, depth);
        begins = true;
        continue;
      }
      use(thread, token);
      begins = token.is("{") || token.is("}") || token.is(";");
      if (token.is("{")) {
        scopes.push(new HashSet<>());
        depth++;
      } else if (token.is("}")) {
        scopes.pop();
        depth--;
      }
      cursor.next();
    }
    thread.close = cursor.index() - 1;
    thread.early.addAll(thread.unknown.keySet());
    thread.early.forEach(thread::hoist);
  }

  /** Whether a declaration begins here: words, stars, a name, and {@code ;}, {@code =} or comma. */
  private boolean declares() {
    int at = 0;
    while (cursor.peek(at).kind() == Token.Kind.WORD) {
      if (NO_TYPES.contains(cursor.peek(at).text())) {
        return false;
      }
      at++;
    }
    if (at == 0) {
      return false;
    }
    int words = at;
    while (cursor.peek(at).is("*")) {
      at++;
    }
    if (at > words) {
      if (cursor.peek(at).kind() != Token.Kind.WORD) {
        return false;
      }
      at++;
      words++;
    }
    Token behind = cursor.peek(at);
    return words > 1 && (behind.is(";") || behind.is("=") || behind.is(","));
  }

  private void declaration(ThreadText thread, int depth) {
    List<String> words = new ArrayList<>();
    ImmutableList.Builder<Span> types = ImmutableList.builder();
    ImmutableList.Builder<Local> registers = ImmutableList.builder();
    while (cursor.peek(1).kind() == Token.Kind.WORD || cursor.peek(1).is("*")) {
      if (cursor.peek().is("*")) {
        break;
      }
      types.add(cursor.peek().span());
      words.add(cursor.next().text());
    }
    while (true) {
      int stars = 0;
      for (; cursor.peek().is("*"); cursor.next()) {
        types.add(cursor.peek().span());
        stars++;
      }
      Token name = cursor.word("a register");
      if (thread.undeclared.remove(name.text())) {
        thread.locals.remove(name.text());
      }
      Local register = new Local(name.text(), CTypes.of(words, stars), false, depth == 1);
      thread.locals.putIfAbsent(name.text(), register);
      registers.add(register);
      thread.names.put(name.text(), name.start());
      if (cursor.take("=")) {
        int open = 0;
        while (open > 0 || !(cursor.peek().is(",") || cursor.peek().is(";"))) {
          Token token = cursor.next();
          if (token.is(name.text())) {
            thread.early.add(name.text());
          }
          open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
          if (token.kind() == Token.Kind.END) {
            throw cursor.expected("`;`");
          }
          use(thread, token);
        }
      } else {
        thread.unset.put(name.end(), name.text());
      }
      scopes.element().add(name.text());
      if (!cursor.take(",")) {
        break;
      }
    }
    cursor.expect(";");
    thread.declarations.add(new ThreadText.Declaration(registers.build(), types.build()));
  }

  /** A word of a body: a register that is set without a declaration, or a location by its name. */
  private void use(ThreadText thread, Token token) {
    if (token.kind() != Token.Kind.WORD) {
      return;
    }
    if (SECTIONS.contains(token.text())) {
      thread.sections++;
    }
    Local known = thread.locals.get(token.text());
    if (known != null) {
      int behind = cursor.peek().equals(token) ? 1 : 0;
      if (known.parameter() && cursor.peek(behind).is("[")) {
        throw cursor.error(
            ErrorCode.LITMUS_UNSUPPORTED, cursor.peek(behind).span(), "an element of an array");
      }
      if (scopes.stream().noneMatch(scope -> scope.contains(token.text()))) {
        thread.early.add(token.text());
      }
      return;
    }
    int at = cursor.peek().equals(token) ? 1 : 0;
    Token before = cursor.peek(at - 2);
    boolean alone = !before.is("*") && !before.is(".") && !before.is("->");
    if (cursor.peek(at).is("=") && alone && before.kind() != Token.Kind.WORD) {
      thread.locals.put(
          token.text(), new Local(token.text(), typeOfValue(thread, at + 1), false, true));
      thread.undeclared.add(token.text());
      thread.early.add(token.text());
    } else if (alone && !cursor.peek(at).is("(")) {
      thread.unknown.putIfAbsent(token.text(), token.span());
    }
  }

  /** What a thread names is a parameter or a register of it, and no location else. */
  private void checkParameters(ThreadText thread) {
    thread.unknown.forEach(
        (name, span) -> {
          if (locations.containsKey(name) && !thread.locals.containsKey(name)) {
            throw cursor.error(ErrorCode.LITMUS_NO_PARAMETER, span, name, "P" + thread.number);
          }
        });
  }

  /** The type of the value that begins {@code at} tokens from here. */
  private String typeOfValue(ThreadText thread, int at) {
    boolean call = false;
    boolean star = false;
    for (int i = at; !cursor.peek(i).is(";") && cursor.peek(i).kind() != Token.Kind.END; i++) {
      Token token = cursor.peek(i);
      Local local = thread.locals.get(token.text());
      if (local != null) {
        String type = star || call ? CTypes.target(local.type()) : local.type();
        return type == null || type.equals(CTypes.SRCU) ? "int" : type;
      }
      call |= token.is("(") && i > at;
      star = token.is("*");
    }
    return "int";
  }
}
