// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableMap;

/**
 * What patches of the user's may change: the small Linux, the files of a model, or both. Immutable.
 */
public final class PatchBase {
  static final PatchBase OF_LINUX = new PatchBase(OwnFiles.NONE, true, false);

  private final OwnFiles own;
  private final boolean usesLinux;
  private final boolean ofUser;

  private PatchBase(OwnFiles own, boolean usesLinux, boolean ofUser) {
    this.own = own;
    this.usesLinux = usesLinux;
    this.ofUser = ofUser;
  }

  /**
   * That of a model.
   *
   * @param search has found what the model includes
   * @param usesLinux whether the small Linux is a part of it
   */
  public static PatchBase of(IncludeSearch search, boolean usesLinux) {
    return new PatchBase(search.own(), usesLinux, search.isOfUser());
  }

  boolean usesLinux() {
    return usesLinux;
  }

  /**
   * @param linux the small Linux of some stage
   */
  SourceTree tree(SourceTree linux) {
    return (usesLinux ? linux : SourceTree.of(ImmutableMap.of())).with(own);
  }

  /** A patch that changes a model of the user's may change other files of theirs. */
  SourceTree withOthersOf(Patch patch, SourceTree tree) {
    boolean ofModel =
        patch.diffs().stream()
            .flatMap(diff -> diff.paths().stream())
            .map(tree::named)
            .anyMatch(file -> file != null && (!file.own() || tree.own().isIncluded(file.path())));
    return ofModel && ofUser ? tree.with(tree.own().withOthersOf(patch, tree)) : tree;
  }
}
