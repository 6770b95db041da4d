// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.pincer.source.SourceFile;
import dev.pincer.syntax.Includes;
import dev.pincer.syntax.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read of late: a model is read the same if each of its includes finds the same file. Safe
 * for use by several threads.
 */
final class Readings {
  private static final int MODELS_MAX = 4;
  private static final int READINGS_OF_A_MODEL_MAX = 4;

  private final Cache<Key, ImmutableList<Reading>> recent =
      CacheBuilder.newBuilder().maximumSize(MODELS_MAX).build();

  private record Key(SourceFile main, ImmutableMap<String, String> defines) {}

  /** A directive of a file, and what it found. */
  private record Include(String name, boolean angled, SourceFile from, @Nullable SourceFile found) {
    boolean isSame(Includes includes) {
      return includes.find(name, angled, from) == found;
    }
  }

  private record Reading(ImmutableList<Include> includes, Parsed parsed) {}

  /** Includes that remember what they were asked for. */
  static final class Recorder implements Includes {
    private final Includes includes;
    private final List<Include> asked = new ArrayList<>();

    Recorder(Includes includes) {
      this.includes = includes;
    }

    @Override
    public @Nullable SourceFile find(String name, boolean angled, SourceFile from) {
      SourceFile found = includes.find(name, angled, from);
      asked.add(new Include(name, angled, from, found));
      return found;
    }

    @Override
    public ImmutableList<String> names() {
      return includes.names();
    }
  }

  /** What {@code main} was read as when it included the same files; null if it is not known. */
  @Nullable Parsed find(SourceFile main, Map<String, String> defines, Includes includes) {
    ImmutableList<Reading> readings =
        recent.getIfPresent(new Key(main, ImmutableMap.copyOf(defines)));
    if (readings != null) {
      for (Reading reading : readings) {
        if (reading.includes.stream().allMatch(include -> include.isSame(includes))) {
          return reading.parsed;
        }
      }
    }
    return null;
  }

  /**
   * @param parsed without errors or warnings
   */
  void add(SourceFile main, Map<String, String> defines, Recorder includes, Parsed parsed) {
    Reading reading = new Reading(ImmutableList.copyOf(includes.asked), parsed);
    recent
        .asMap()
        .merge(
            new Key(main, ImmutableMap.copyOf(defines)),
            ImmutableList.of(reading),
            (old, now) ->
                ImmutableList.copyOf(
                    Iterables.limit(Iterables.concat(now, old), READINGS_OF_A_MODEL_MAX)));
  }
}
