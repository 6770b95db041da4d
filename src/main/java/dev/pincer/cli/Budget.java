// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.Search;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The budget of a search. */
final class Budget {
  @Option(
      names = "--max-states",
      paramLabel = "N",
      description = "end undecided at N states (default: no limit)",
      converter = Count.class)
  private long maxStates = Long.MAX_VALUE;

  @Option(
      names = "--max-memory",
      paramLabel = "SIZE",
      description =
          "memory for searches: 512m, 4g (default: 3/4 of Java's heap). From half of it on, states"
              + " that were expanded go to files in Java's folder for temporary ones; when the rest"
              + " does not fit either, the end is undecided",
      converter = Size.class)
  private long maxBytes = Long.MAX_VALUE;

  @Mixin private final Crew crew = new Crew();

  Search search() {
    return Search.exhaustive().maxStates(maxStates).maxBytes(maxBytes).workers(crew.workers());
  }

  /** A whole number, 1 ... */
  static final class Count implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return positive(text, Long.MAX_VALUE);
    }
  }

  /** Threads, seeds, rows: 1 .. 256. */
  static final class Few implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return Math.toIntExact(positive(text, 256));
    }
  }

  /** Steps of one run: 1 .. 1,000,000. */
  static final class Steps implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return Math.toIntExact(positive(text, 1_000_000));
    }
  }

  /** Lines, 0 .. 100. */
  static final class Fuzz implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return text.equals("0") ? 0 : Math.toIntExact(positive(text, 100));
    }
  }

  static long positive(String text, long max) {
    if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < 1 || Long.parseLong(text) > max) {
      throw new TypeConversionException(text);
    }
    return Long.parseLong(text);
  }

  /** Bytes: a whole number, with k, m, g or t. */
  static final class Size implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([kmgt]?)i?b?");

    @Override
    public Long convert(String text) {
      Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
      if (!matcher.matches()) {
        throw new TypeConversionException(text);
      }
      int shift = 10 * (1 + "kmgt".indexOf(matcher.group(2)));
      if (matcher.group(2).isEmpty()) {
        shift = 0;
      }
      long number = Long.parseLong(matcher.group(1));
      if (number < 1 || number > Long.MAX_VALUE >> shift) {
        throw new TypeConversionException(text);
      }
      return number << shift;
    }
  }
}
