// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The table of expected verdicts, expected.txt.
 *
 * <p>A row is {@code stage-or-proposal scenario memory property verdict steps states why}. Where a
 * property has no row of its own, the row of {@code *} says that it holds, or is reached if it is a
 * witness; where there is none either, the same is expected, but nobody has counted the states.
 *
 * <p>A row with {@code waiting} in place of the states is reasoned ahead of its time: the memory
 * model that it speaks of is not there yet, or not trusted. It is compared with what a search under
 * that model finds, if one is asked for, and else only listed.
 */
public final class Expectations {
  /** The property of the row that stands for all without a row of their own. */
  public static final String ALL = "*";

  /** The subject of the rows of lessons, which no stage or proposal changes. */
  public static final String NO_SUBJECT = "-";

  /**
   * A row.
   *
   * @param place the row in the file, without line end
   * @param subject {@link Stage#name}, {@link Proposal#name}, or {@link #NO_SUBJECT}
   * @param property a name, or {@link #ALL}
   * @param steps of the shortest witness; {@link #NONE} or {@link #UNCOUNTED}
   * @param states of the unreduced search; {@link #UNCOUNTED}
   * @param waiting whether it waits for the memory model: nobody judges it without being asked to
   * @param why empty, or beginning with {@code ?}, where nobody has said
   */
  public record Row(
      Span place,
      String subject,
      String scenario,
      String memory,
      String property,
      Verdict verdict,
      long steps,
      long states,
      boolean waiting,
      String why) {
    /** Steps where there is no witness: {@code -}. */
    public static final long NONE = -1;

    /** A count that nobody has made yet: {@code ?}. */
    public static final long UNCOUNTED = -2;

    /** How {@code --accept} names it. */
    public String name() {
      return Judgement.name(subject, scenario, property);
    }

    Row uncounted() {
      return new Row(
          place, subject, scenario, memory, property, verdict, UNCOUNTED, UNCOUNTED, waiting, why);
    }

    boolean hasWhy() {
      return !why.isEmpty() && !why.startsWith("?");
    }
  }

  /** What a row is found by. */
  record Key(String subject, String scenario, String memory, String property) {}

  private final SourceFile file;
  private final ImmutableMap<Key, Row> rows;

  Expectations(SourceFile file, ImmutableMap<Key, Row> rows) {
    this.file = file;
    this.rows = rows;
  }

  /** The rows of {@code file}; wrong ones are reported, and left out. */
  static Expectations parse(SourceFile file, Corpus corpus, Diagnostics diagnostics) {
    return new Expectations(file, new RowParser(file, corpus, diagnostics).parse());
  }

  public SourceFile file() {
    return file;
  }

  /** All rows, in the order of the file. */
  public ImmutableList<Row> rows() {
    return rows.values().asList();
  }

  /** The rows that wait for their memory model, in the order of the file. */
  public ImmutableList<Row> waiting() {
    return rows.values().stream().filter(Row::waiting).collect(ImmutableList.toImmutableList());
  }

  /** Reports each row that does not say why. */
  public void demandReasons(Diagnostics diagnostics) {
    for (Row row : rows.values()) {
      if (!row.hasWhy()) {
        diagnostics.error(ErrorCode.NO_WHY, row.place(), row.name());
      }
    }
  }

  /** Reports each row of a scenario whose property is not among {@code known}. */
  public void demandKnown(String scenario, Set<String> known, Diagnostics diagnostics) {
    for (Row row : rows.values()) {
      boolean named = !row.property().equals(ALL) && row.scenario().equals(scenario);
      if (named && !known.contains(row.property())) {
        unknown(row, known, diagnostics);
      }
    }
  }

  private static void unknown(Row row, Set<String> known, Diagnostics diagnostics) {
    diagnostics
        .error(
            ErrorCode.UNKNOWN_PROPERTY_OF_ROW,
            RowParser.cell(row.place(), RowParser.PROPERTY),
            row.scenario(),
            row.property())
        .didYouMean(row.property(), known);
  }

  /**
   * The row for a property: its own, or that of {@link #ALL}, or null. What has no row of its own
   * under a memory model is as under sequential consistency, with other counts.
   */
  public @Nullable Row row(String subject, String scenario, String memory, String property) {
    Row own = ownRow(subject, scenario, memory, property);
    if (own != null) {
      return own;
    }
    Row under = ownRow(subject, scenario, SC, property);
    if (under != null) {
      return under.uncounted();
    }
    Row all = ownRow(subject, scenario, memory, ALL);
    if (all != null) {
      return all;
    }
    Row allUnder = ownRow(subject, scenario, SC, ALL);
    return allUnder == null ? null : allUnder.uncounted();
  }

  /** The memory model that all others are compared with. */
  private static final String SC = "sc";

  @Nullable Row ownRow(String subject, String scenario, String memory, String property) {
    return rows.get(new Key(subject, scenario, memory, property));
  }

  /**
   * Compares what a search found with the rows for it, one judgement a finding, in their order.
   *
   * <p>Meant for searches with the default knobs. Reports a row whose property the scenario does
   * not have, or whose verdict its kind cannot have.
   *
   * @param subject {@link Stage#name}, {@link Proposal#name}, or {@link #NO_SUBJECT}
   */
  public ImmutableList<Judgement> compare(
      String subject,
      String scenario,
      String memory,
      SearchResult result,
      Diagnostics diagnostics) {
    Map<String, Finding> findings = new LinkedHashMap<>();
    result.findings().forEach(finding -> findings.put(finding.property(), finding));
    for (Row row : rows.values()) {
      if (row.subject().equals(subject)
          && row.scenario().equals(scenario)
          && row.memory().equals(memory)
          && !row.property().equals(ALL)) {
        checkProperty(row, findings, diagnostics);
      }
    }
    ImmutableList.Builder<Judgement> judgements = ImmutableList.builder();
    for (Finding finding : result.findings()) {
      judgements.add(
          Judgement.of(
              subject,
              scenario,
              finding,
              row(subject, scenario, memory, finding.property()),
              result));
    }
    return judgements.build();
  }

  private static void checkProperty(
      Row row, Map<String, Finding> findings, Diagnostics diagnostics) {
    Finding finding = findings.get(row.property());
    if (finding == null) {
      unknown(row, findings.keySet(), diagnostics);
      return;
    }
    boolean isWitness = finding.kind() == Finding.Kind.WITNESS;
    boolean wordOfWitness = row.verdict() == Verdict.REACHED || row.verdict() == Verdict.UNREACHED;
    if (isWitness != wordOfWitness) {
      diagnostics
          .error(
              ErrorCode.VERDICT_DOES_NOT_FIT,
              RowParser.cell(row.place(), RowParser.VERDICT),
              row.verdict().word(),
              row.property())
          .hint(
              isWitness
                  ? "a witness is `reached` or `unreached`"
                  : "`reached` and `unreached` are for witnesses");
    }
  }

  /**
   * A search whose result is to go into the table.
   *
   * @param subject as in {@link #compare}
   */
  public record Searched(String subject, String scenario, String memory, SearchResult result) {}

  /**
   * The table with the counts that {@code searched} found.
   *
   * <p>Steps and states of rows with the expected verdict are renewed. A row whose verdict is no
   * longer the expected one is left as it is, and listed, unless {@code accepted} names it. What
   * has no row gets one. A row that is new or whose verdict was accepted has a {@code why} that
   * begins with {@code ?}, for a person to write. A search that was not exhaustive changes nothing.
   *
   * @param accepted names as {@link Judgement#name} gives them, each with the place where the user
   *     writes it; one that fits nothing is reported there
   */
  public Update update(
      List<Searched> searched, Map<String, Span> accepted, Diagnostics diagnostics) {
    UpdateBuilder update = new UpdateBuilder(this, accepted.keySet());
    searched.forEach(update::add);
    Update done = update.build();
    for (Map.Entry<String, Span> name : accepted.entrySet()) {
      if (!done.accepted().contains(name.getKey())) {
        List<String> candidates = new ArrayList<>(new TreeSet<>(done.changed()));
        diagnostics
            .error(ErrorCode.NOTHING_TO_ACCEPT, name.getValue(), name.getKey())
            .didYouMean(name.getKey(), candidates);
      }
    }
    return done;
  }

  /**
   * A renewed table.
   *
   * @param text the whole file
   * @param renewed rows whose counts were renewed
   * @param added rows that are new
   * @param changed names of the rows whose verdict is no longer the expected one, and which were
   *     left as they are
   * @param accepted names of the rows whose verdict was rewritten
   */
  public record Update(
      String text,
      int renewed,
      int added,
      ImmutableList<String> changed,
      ImmutableList<String> accepted) {}
}
