// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root command, {@code pincer}: knows its verbs, and nothing of what they do. */
@Command(
    name = "pincer",
    description = "Checks races in Linux memory management.",
    synopsisSubcommandLabel = "VERB",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Examples:",
      "  pincer check                          judge all of models/",
      "  pincer check fork-gup-fast            fork() against get_user_pages_fast(), at each stage",
      "  pincer check --patch my-idea.patch    your patch, in every scenario",
      "",
      "Exit code: 0 as expected, 1 not as expected, 2 bad model, patch or usage, 3 undecided."
    })
public final class Main implements Callable<Integer> {
  /** The verbs by name, each alias behind the name, in the order of the help. */
  private static final ImmutableMap<String, Class<?>> VERBS =
      ImmutableMap.<String, Class<?>>builder()
          .put("check", Check.class)
          .put("ci", Ci.class)
          .put("replay", Replay.class)
          .put("list", ListSteps.class)
          .put("litmus", LitmusTests.class)
          .put("barriers", FindBarriers.class)
          .put("scenarios", Scenarios.class)
          .put("stages", Stages.class)
          .put("series", Stages.class)
          .put("history", History.class)
          .put("bisect", Bisect.class)
          .put("sample", DrawSchedules.class)
          .put("strategies", CompareStrategies.class)
          .put("source", Source.class)
          .put("bench", Bench.class)
          .put("explain", Explain.class)
          .put("completion", Completion.class)
          .buildOrThrow();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  private final Interruption interruption = new Interruption(Runtime.getRuntime()::halt);

  private final ImmutableMap<String, String> environment;

  private Main(Map<String, String> environment) {
    this.environment = ImmutableMap.copyOf(environment);
  }

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    CommandLine commandLine = commandLine(out, err, System.getenv(), args);
    Interruption interruption = of(commandLine.getCommandSpec()).interruption();
    interruption.listen(err);
    int exit = execute(commandLine, args);
    out.flush();
    interruption.exit(exit);
  }

  /** The root command of a verb's. */
  static Main of(CommandSpec spec) {
    return (Main) spec.root().userObject();
  }

  Interruption interruption() {
    return interruption;
  }

  /** The variables of the shell that called. */
  ImmutableMap<String, String> environment() {
    return environment;
  }

  /**
   * The command line for these arguments; tests give it writers and an environment of their own.
   *
   * <p>Where they begin with a verb, it knows that one alone: to read off their classes what all of
   * them take is a tenth of a second, of each call.
   */
  static CommandLine commandLine(
      PrintWriter out, PrintWriter err, Map<String, String> environment, String... args) {
    CommandLine commandLine = new CommandLine(new Main(environment));
    Class<?> called = args.length == 0 ? null : VERBS.get(args[0]);
    if (called == null || called == Completion.class) {
      ImmutableSet.copyOf(VERBS.values()).forEach(commandLine::addSubcommand);
    } else {
      commandLine.addSubcommand(called);
    }
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    commandLine.setUsageHelpWidth(100);
    commandLine.setUsageHelpLongOptionsMaxWidth(30);
    commandLine.setParameterExceptionHandler(
        (exception, words) ->
            Failures.print(
                exception.getCommandLine(), Usage.diagnostics(exception), List.of(words)));
    commandLine.setExecutionExceptionHandler(
        (exception, failed, parse) -> Failures.of(exception, failed, parse.originalArgs()));
    return commandLine;
  }

  static int execute(CommandLine commandLine, String... args) {
    try {
      return commandLine.execute(args);
    } catch (OutOfMemoryError | StackOverflowError error) {
      return Failures.ofLimit(error, commandLine, List.of(args));
    }
  }

  /** Called where no verb was named, which is a mistake of usage. */
  @Override
  public Integer call() {
    throw new CommandLine.MissingParameterException(spec.commandLine(), List.of(), "a verb");
  }

  /** The version in the jar's manifest; classes that run outside the jar have none. */
  static final class Version implements IVersionProvider {
    /** {@code 0.1.0}; empty outside of the jar. */
    static String number() {
      String version = Main.class.getPackage().getImplementationVersion();
      return version == null ? "" : version;
    }

    @Override
    public String[] getVersion() {
      return new String[] {
        "pincer " + (number().isEmpty() ? "(not packaged)" : number()),
        "Java " + Runtime.version() + ", " + System.getProperty("os.name")
      };
    }
  }
}
