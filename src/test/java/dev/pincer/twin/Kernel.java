// SPDX-License-Identifier: Apache-2.0
package dev.pincer.twin;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * fork(), pin_user_pages_fast() and a write of the CPU, as real Java with atomics: twins of the
 * functions of the small Linux, with its order of accesses, for four points of its history.
 *
 * <p>Java's atomics are sequentially consistent, and so is the memory model of what they are
 * compared with. Left out as in scenarios/fork-gup-fast.c: levels above the entry. Left out here
 * beside it: the free list, so that a page that nobody refers to is garbage.
 */
final class Kernel {
  /** The stages, by what the small Linux calls them. */
  enum Stage {
    V5_8("v5.8"),
    EARLY_COW("70e806e4e645"),
    NO_WRPROTECT_GAMES("f3c64eda3e50"),
    WRITE_PROTECT_SEQ("57efa1fe5957");

    final String name;

    Stage(String name) {
      this.name = name;
    }

    /** Whether fork() copies at once what may be pinned, and write faults count references. */
    boolean looksAtPins() {
      return this != V5_8;
    }

    /** Whether fork() takes the write bit away before it looks. */
    boolean protectsFirst() {
      return this == EARLY_COW;
    }

    boolean countsForks() {
      return this == WRITE_PROTECT_SEQ;
    }
  }

  private final Stage stage;

  Kernel(Stage stage) {
    this.stage = stage;
  }

  // ---- kernel/fork.c, mm/memory.c --------------------------------------------------------------

  /** dup_mmap(), copy_page_range(). */
  void fork(Mm child, Mm parent) {
    parent.mmapLock.lock();
    try {
      if (stage.countsForks()) {
        parent.writeProtectSeq.incrementAndGet(); // raw_write_seqcount_begin()
      }
      parent.ptl.lock();
      try {
        copyPresentPte(child, parent);
      } finally {
        parent.ptl.unlock();
      }
      if (stage.countsForks()) {
        parent.writeProtectSeq.incrementAndGet(); // raw_write_seqcount_end()
      }
    } finally {
      parent.mmapLock.unlock();
    }
  }

  private void copyPresentPte(Mm child, Mm parent) {
    Pte pte = requireNonNull(parent.pte.get());
    Page page = pte.page();
    if (stage.looksAtPins() && copyPresentPage(child, parent, pte)) {
      return;
    }
    if (stage.looksAtPins()) {
      page.references.incrementAndGet(); // get_page()
      page.mappings.incrementAndGet(); // page_dup_rmap()
    }
    parent.pte.set(pte.protect()); // ptep_set_wrprotect()
    if (!stage.looksAtPins()) {
      page.references.incrementAndGet();
      page.mappings.incrementAndGet();
    }
    child.pte.set(pte.protect());
  }

  /** Whether the child got a copy, as the page may be pinned. */
  private boolean copyPresentPage(Mm child, Mm parent, Pte pte) {
    if (stage.protectsFirst()) {
      parent.pte.set(pte.protect());
    }
    if (parent.hasPinned.get() == 0 || !pte.page().isMaybePinned()) {
      return false;
    }
    if (stage.protectsFirst()) {
      parent.pte.set(pte);
    }
    child.pte.set(new Pte(new Page("the child's copy"), true));
    return true;
  }

  // ---- mm/gup.c --------------------------------------------------------------------------------

  /** pin_user_pages_fast(FOLL_WRITE): without a lock if it can be. */
  Page pinFast(Mm mm) {
    if (stage.looksAtPins()) {
      mm.hasPinned.set(1);
    }
    Page page = locklessPage(mm);
    return page != null ? page : pinSlow(mm);
  }

  /** lockless_pages_from_mm(), gup_pte_range(): entry, reference, entry again, or undo. */
  private @Nullable Page locklessPage(Mm mm) {
    int seq = 0;
    if (stage.countsForks()) {
      seq = mm.writeProtectSeq.get(); // raw_read_seqcount()
      if ((seq & 1) != 0) {
        return null;
      }
    }
    Pte pte = requireNonNull(mm.pte.get()); // ptep_get()
    if (!pte.write() || !pte.page().tryPin()) {
      return null;
    }
    boolean changed = !pte.same(requireNonNull(mm.pte.get()));
    if (changed || (stage.countsForks() && mm.writeProtectSeq.get() != seq)) {
      pte.page().references.addAndGet(-Page.PIN); // put_compound_head()
      return null;
    }
    return pte.page();
  }

  /** __get_user_pages(): with mmap_lock, faulting in what it needs. */
  private Page pinSlow(Mm mm) {
    mm.mmapLock.lock();
    try {
      while (true) {
        mm.ptl.lock();
        try {
          Pte pte = requireNonNull(mm.pte.get());
          if (pte.write()) {
            pte.page().references.addAndGet(Page.PIN); // try_grab_page()
            return pte.page();
          }
        } finally {
          mm.ptl.unlock();
        }
        fault(mm);
      }
    } finally {
      mm.mmapLock.unlock();
    }
  }

  // ---- A write of the CPU ----------------------------------------------------------------------

  /** user_write(): a store, after as many faults as it takes. */
  void write(Mm mm) {
    while (!requireNonNull(mm.pte.get()).write()) {
      mm.mmapLock.lock();
      try {
        fault(mm);
      } finally {
        mm.mmapLock.unlock();
      }
    }
  }

  /**
   * handle_mm_fault() of a write, do_wp_page(): the page again if it is nobody else's, or a copy.
   */
  private void fault(Mm mm) {
    mm.ptl.lock();
    try {
      Pte pte = requireNonNull(mm.pte.get());
      if (pte.write()) {
        return;
      }
      Page page = pte.page();
      boolean reuse =
          stage.looksAtPins()
              ? page.references.get() == 1 // page_count(): pins count, too
              : page.mappings.get() == 1; // reuse_swap_page(): they do not
      if (reuse) {
        mm.pte.set(new Pte(page, true)); // wp_page_reuse()
        return;
      }
      mm.pte.set(new Pte(new Page("the parent's copy"), true)); // wp_page_copy()
      page.mappings.decrementAndGet();
      page.references.decrementAndGet();
    } finally {
      mm.ptl.unlock();
    }
  }
}
