// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.Model;
import dev.pincer.SavedSchedules;
import dev.pincer.Witness;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Keeping a run that breaks a property, for each check to run again. */
final class Saving {
  @Option(
      names = "--save",
      description =
          "save what breaks a property in a file beside the scenario, which `pincer check` runs again"
              + " from then on")
  private boolean save;

  @Option(
      names = "--name",
      paramLabel = "WORD",
      description = "name of that file (default: the stage and the property)",
      converter = FileName.class)
  private @Nullable String name;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description = "with --save: what the run shows, one line, for who reads it when it fails")
  private @Nullable String why;

  /** Refuses what could not be saved, before anything is run. */
  void demand(Model model) {
    if (!save && name != null) {
      throw Refusal.pointless("--name", "`--save`");
    }
    if (!save && why != null) {
      throw Refusal.pointless("--why", "`--save`");
    }
    if (save) {
      SavedSchedules.demandPlace(model, name);
    }
  }

  /**
   * Saves a run, if that was asked for; else null.
   *
   * @param others whether there are further runs to save, which then have names of their own
   * @param how what to say of it if the user says nothing
   */
  @Nullable String save(Model model, Witness witness, boolean others, String how) {
    if (!save) {
      return null;
    }
    String property = witness.story().finding().property();
    String as =
        name == null ? SavedSchedules.name(model, property) : others ? name + "-" + property : name;
    Path file = SavedSchedules.save(model, witness, as, why == null ? how : why);
    return Report.folder(file);
  }

  /** Letters, digits and a few signs. */
  static final class FileName implements ITypeConverter<String> {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");

    @Override
    public String convert(String text) {
      if (!WORD.matcher(text).matches()) {
        throw new TypeConversionException(text);
      }
      return text;
    }
  }
}
