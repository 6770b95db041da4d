// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.pincer.diag.Diagnostics;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * A change of the small Linux, or of a model: a header in the manner of a mail, and unified diffs.
 *
 * <p>Reads what {@code git format-patch}, {@code git diff} and {@code diff -u} write. Paths may
 * have the prefixes {@code a/} and {@code b/}, or those of two folders, as {@code diff -ur} writes
 * them, and may begin with {@code models/linux/}. Binary files, copies, and the combined diffs of
 * merges are refused.
 */
public final class Patch {
  /** A line {@code Name: value} before the first diff. */
  record Field(String value, Span span) {}

  private final String name;
  private final SourceFile file;
  private final ImmutableMap<String, Field> fields;
  private final String reason;
  private final ImmutableList<FileDiff> diffs;

  Patch(
      String name,
      SourceFile file,
      ImmutableMap<String, Field> fields,
      String reason,
      ImmutableList<FileDiff> diffs) {
    this.name = name;
    this.file = file;
    this.fields = fields;
    this.reason = reason;
    this.diffs = diffs;
  }

  /** The patch in {@code file}, or null after reporting what is wrong with it. */
  public static @Nullable Patch parse(SourceFile file, Diagnostics diagnostics) {
    int before = diagnostics.count();
    Patch patch = new PatchParser(file, diagnostics).parse();
    return diagnostics.count() > before ? null : patch;
  }

  /** With these diffs in place of its own. */
  Patch with(ImmutableList<FileDiff> others) {
    return new Patch(name, file, fields, reason, others);
  }

  /** The name of its file without folder and {@code .patch}: as reports print it. */
  public String name() {
    return name;
  }

  public SourceFile file() {
    return file;
  }

  /** Its first line as a mail, without {@code [PATCH]}; empty for a bare diff. */
  public String subject() {
    return value("Subject");
  }

  /** Where it comes from, as written; empty if it does not say. */
  public String origin() {
    return value("Origin");
  }

  /** Why it is, in the words of its author; empty for a bare diff. */
  public String reason() {
    return reason;
  }

  /** A few words for the matrix: the {@code Short:} line, or else the subject, or else the name. */
  public String label() {
    String label = value("Short");
    if (label.isEmpty()) {
      label = subject();
    }
    return label.isEmpty() ? name : label;
  }

  /** The paths that it touches, as they are before it or, for a file that it adds, after. */
  public ImmutableSet<String> paths() {
    return diffs.stream().map(FileDiff::oldPath).collect(ImmutableSet.toImmutableSet());
  }

  @Nullable Field field(String key) {
    return fields.get(key);
  }

  ImmutableList<FileDiff> diffs() {
    return diffs;
  }

  /** The place to point at where the whole patch is meant. */
  Span place() {
    return diffs.isEmpty() ? new Span(file, 0, 0) : diffs.get(0).place();
  }

  /** The patch that undoes this one. */
  Patch reverse() {
    return new Patch(
        name,
        file,
        fields,
        reason,
        diffs.reverse().stream().map(FileDiff::reverse).collect(ImmutableList.toImmutableList()));
  }

  private String value(String key) {
    Field field = fields.get(key);
    return field == null ? "" : field.value();
  }

  @Override
  public String toString() {
    return name;
  }
}
