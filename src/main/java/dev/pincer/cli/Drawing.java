// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.sample.Strategies;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How schedules are drawn. */
final class Drawing {
  @Option(
      names = "--depth",
      paramLabel = "D",
      description = "of pct: how many ordering constraints make the race (default: 5)",
      converter = Budget.Few.class)
  private int depth = Strategies.DEPTH;

  int depth() {
    return depth;
  }

  /** A strategy by its name. */
  static final class StrategyName implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!Strategies.NAMES.contains(text)) {
        throw new TypeConversionException(text);
      }
      return text;
    }
  }
}
