// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.machine.MemoryModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How memory behaves. */
final class Memory {
  @Option(
      names = "--memory",
      paramLabel = "MODEL",
      description =
          "the memory model: sc, sequential consistency (default); tso, x86-TSO; weak, in the"
              + " manner of ARMv8",
      converter = Name.class)
  private @Nullable String name;

  @Option(
      names = "--buffer-depth",
      paramLabel = "N",
      description =
          "stores of a thread that may wait at a time to be seen by the others (default: 16);"
              + " undecided where more would have to",
      converter = Depth.class)
  private int depth = MemoryModel.DEPTH;

  /** Whether the command line says. */
  boolean isChosen() {
    return name != null || depth != MemoryModel.DEPTH;
  }

  String name() {
    return name == null ? MemoryModel.sc().name() : name;
  }

  MemoryModel model() {
    return MemoryModel.named(name(), depth);
  }

  /** Names of models. */
  static final class Name implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!MemoryModel.names().contains(text)) {
        throw new TypeConversionException(text);
      }
      return text;
    }
  }

  /** Stores, 1 .. 64. */
  static final class Depth implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return Math.toIntExact(Budget.positive(text, 64));
    }
  }
}
