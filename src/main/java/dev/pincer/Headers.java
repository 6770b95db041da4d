// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import dev.pincer.corpus.IncludeSearch;
import dev.pincer.diag.Diagnostic;
import dev.pincer.diag.Spelling;
import dev.pincer.source.SourceFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which header has a name that a model uses, and does not know; or which macro is spelt alike. */
final class Headers {
  /** Who includes a header that takes names away has to know what it does. */
  private static final Pattern UNDEFINITION = Pattern.compile("^#undef\\b", Pattern.MULTILINE);

  private static final Pattern MACRO =
      Pattern.compile("^[ \\t]*#[ \\t]*define[ \\t]+(\\w+)", Pattern.MULTILINE);

  private final IncludeSearch search;
  private final SourceFile scenario;
  private final List<SourceFile> included;

  /**
   * @param included files that the model has already
   */
  Headers(IncludeSearch search, SourceFile scenario, List<SourceFile> included) {
    this.search = search;
    this.scenario = scenario;
    this.included = included;
  }

  /** A hint to include the first file that declares the name of the error; null if none does. */
  @Nullable String hint(Diagnostic error) {
    boolean named =
        switch (error.code()) {
          case UNKNOWN_NAME, UNKNOWN_TYPE -> true;
          default -> false;
        };
    if (!named) {
      return null;
    }
    Pattern declaration = declaration(error.args().get(0));
    for (String name : search.names()) {
      SourceFile file = search.find(name, true, scenario);
      if (file != null
          && !included.contains(file)
          && !UNDEFINITION.matcher(file.text()).find()
          && declaration.matcher(file.text()).find()) {
        return "`#include <" + name + ">` has it";
      }
    }
    String near = Spelling.didYouMean(error.args().get(0), macros());
    return near == null ? null : "did you mean `" + near + "`?";
  }

  /** What the model might have meant that is no name when it is read: words of its headers. */
  private Set<String> macros() {
    Set<String> names = new LinkedHashSet<>();
    for (SourceFile file : included) {
      MACRO.matcher(file.text()).results().forEach(found -> names.add(found.group(1)));
    }
    return names;
  }

  /** A line at the file's level that looks as if it declared {@code name}. */
  private static Pattern declaration(String name) {
    String word = "\\b" + Pattern.quote(name) + "\\b";
    return Pattern.compile(
        "^(#define[ \\t]+"
            + word
            + "|[A-Za-z_][^\\n;={(]*"
            + word
            + "[ \\t]*[(;=\\[]|\\}[ \\t]*"
            + word
            + ")",
        Pattern.MULTILINE);
  }
}
