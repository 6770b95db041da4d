// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.Renderer;
import dev.pincer.source.SourceFile;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Trees and patches out of texts. */
final class Trees {
  private Trees() {}

  static SourceTree tree(Map<String, String> texts) {
    Map<String, SourceFile> files = new TreeMap<>();
    texts.forEach((path, text) -> files.put(path, new SourceFile(path, text)));
    return SourceTree.of(files);
  }

  static Map<String, String> texts(SourceTree tree) {
    Map<String, String> texts = new TreeMap<>();
    for (String path : tree.paths()) {
      SourceFile file = tree.file(path);
      texts.put(path, file == null ? "" : file.text());
    }
    return texts;
  }

  static Patch patch(String diff) {
    Diagnostics diagnostics = new Diagnostics();
    Patch patch = Patch.parse(new SourceFile("my.patch", diff), diagnostics);
    if (patch == null) {
      throw new AssertionError(Renderer.render(diagnostics) + diff);
    }
    return patch;
  }

  /** The texts after the patch, or null if it does not apply. */
  static @Nullable Map<String, String> apply(
      Patch patch, Map<String, String> texts, Tolerance tolerance) {
    Patched patched = patched(patch, texts, tolerance);
    return patched == null ? null : texts(patched.tree());
  }

  /** The tree with the patch on it, or null if it does not apply. */
  static @Nullable Patched patched(Patch patch, Map<String, String> texts, Tolerance tolerance) {
    return PatchApplier.apply(
        patch,
        tree(texts),
        new PatchApplier.Where("the tree", ""),
        tolerance,
        new Diagnostics(),
        () -> null);
  }
}
