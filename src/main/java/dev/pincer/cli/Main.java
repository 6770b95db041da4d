// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
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
      "Example:",
      "  pincer check fork-gup-fast     judge fork() against get_user_pages_fast()",
      "",
      "Exit code: 0 as expected, 1 not as expected, 2 bad model, patch or usage, 3 undecided."
    })
public final class Main implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The whole command line, ready to {@code execute}; tests give it writers of their own. */
  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }

  /** Called where no verb was named, which is a mistake of usage. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "pincer: no verb given");
  }

  /** The version in the jar's manifest; classes that run outside the jar have none. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {
        "pincer " + (version == null ? "(not packaged)" : version),
        "Java " + Runtime.version() + ", " + System.getProperty("os.name")
      };
    }
  }
}
