// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.sample.Strategies;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Mistakes on the command line, as diagnostics like all others. */
final class Usage {
  /** Where a command line stands, for messages. */
  static final Span PLACE = new Span(new SourceFile("pincer", ""), 0, 0);

  private Usage() {}

  /** What picocli found wrong. */
  static Diagnostics diagnostics(ParameterException exception) {
    Diagnostics diagnostics = new Diagnostics();
    CommandSpec spec = exception.getCommandLine().getCommandSpec();
    String called = spec.qualifiedName();
    String help = called + " --help";
    if (exception instanceof CommandLine.UnmatchedArgumentException unmatched) {
      unmatched(unmatched, spec, diagnostics);
    } else if (exception instanceof CommandLine.MissingParameterException missing) {
      diagnostics
          .error(ErrorCode.MISSING_ARGUMENT, PLACE, called, missing(missing))
          .hint("`" + help + "`");
    } else if (exception instanceof CommandLine.OverwrittenOptionException twice) {
      diagnostics
          .error(ErrorCode.SUPERFLUOUS_ARGUMENT, PLACE, name(twice.getOverwritten()), called)
          .hint("give it once");
    } else if (exception.getArgSpec() != null) {
      ArgSpec arg = exception.getArgSpec();
      diagnostics
          .error(ErrorCode.BAD_VALUE, PLACE, exception.getValue(), name(arg), takes(arg))
          .hint("`" + help + "`");
    } else {
      diagnostics
          .error(ErrorCode.MISSING_ARGUMENT, PLACE, called, String.valueOf(exception.getMessage()))
          .hint("`" + help + "`");
    }
    return diagnostics;
  }

  private static void unmatched(
      CommandLine.UnmatchedArgumentException exception, CommandSpec spec, Diagnostics diagnostics) {
    String word = exception.getUnmatched().get(0);
    boolean root = spec.parent() == null;
    if (word.startsWith("-")) {
      String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      List<String> known = new ArrayList<>();
      spec.options().forEach(o -> known.addAll(List.of(o.names())));
      diagnostics
          .error(ErrorCode.UNKNOWN_OPTION, PLACE, option, spec.qualifiedName())
          .hint("`" + spec.qualifiedName() + " --help` lists them")
          .didYouMean(option, known);
    } else if (root) {
      diagnostics
          .error(ErrorCode.UNKNOWN_VERB, PLACE, word)
          .hint("`pincer --help` lists them")
          .didYouMean(word, spec.subcommands().keySet());
    } else {
      diagnostics
          .error(ErrorCode.SUPERFLUOUS_ARGUMENT, PLACE, word, spec.qualifiedName())
          .hint("`" + spec.qualifiedName() + " --help`");
    }
  }

  private static String missing(CommandLine.MissingParameterException exception) {
    List<String> names = new ArrayList<>();
    for (ArgSpec arg : exception.getMissing()) {
      String label = arg.paramLabel();
      names.add(arg.isOption() ? "`" + name(arg) + " " + label + "`" : "a " + label);
    }
    return names.isEmpty() ? "a verb" : String.join(", ", names);
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  /** What values an option takes, in words. */
  private static String takes(ArgSpec arg) {
    String number =
        switch (name(arg)) {
          case "--fuzz" -> "a whole number, 0 to 100";
          case "--workers", "--depth", "--seeds", "--rows" -> "a whole number, 1 to 256";
          case "--max-steps" -> "a whole number, 1 to 1000000";
          case "--seed" -> "a whole number";
          default -> "a whole number, 1 or more";
        };
    return switch (arg.paramLabel()) {
      case "N", "D" -> number;
      case "SECONDS" -> number + ", of seconds";
      case "SIZE" ->
          name(arg).equals("--size") ? "`small`, `medium` or `large`" : "a size: `512m`, `4g`";
      case "FORMAT" -> "one of " + Format.names();
      case "NAME" ->
          name(arg).equals("--strategy")
              ? "one of " + String.join(", ", Strategies.NAMES)
              : "a NAME";
      case "WORD" -> "letters, digits and the signs `.`, `_`, `+`, `-`";
      case "MODEL" -> "`sc`, `tso` or `weak`";
      case "NAME[=VALUE]" -> "a name, or a name and its value: `NR_GUP=2`";
      default -> arg.arity().max() == 0 ? "none" : "a " + arg.paramLabel();
    };
  }
}
