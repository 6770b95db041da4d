// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.report.Checked;
import dev.pincer.report.Github;
import dev.pincer.report.JunitXml;
import dev.pincer.report.Markdown;
import dev.pincer.report.Sarif;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What the verdicts of a check are written as. */
enum Format {
  /** For people, in a terminal. */
  TEXT,
  /** Of docs/schema/check.json. */
  JSON,
  /** JUnit's XML. */
  JUNIT,
  /** SARIF 2.1.0. */
  SARIF,
  /** Annotations of GitHub Actions. */
  GITHUB,
  /** For a comment on a review. */
  MARKDOWN;

  /** All of a check. Text and JSON are made where the models are known. */
  String report(Checked checked) {
    return switch (this) {
      case JUNIT -> JunitXml.of(checked);
      case SARIF -> Sarif.of(checked);
      case GITHUB -> Github.annotations(checked);
      case MARKDOWN -> Markdown.of(checked);
      case TEXT, JSON -> throw new IllegalArgumentException(toString());
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@code text, json, ...}. */
  static String names() {
    return Arrays.stream(values()).map(Format::toString).collect(Collectors.joining(", "));
  }

  /** By its name. */
  static final class ByName implements ITypeConverter<Format> {
    @Override
    public Format convert(String text) {
      for (Format format : values()) {
        if (format.toString().equals(text)) {
          return format;
        }
      }
      throw new TypeConversionException(text);
    }
  }
}
