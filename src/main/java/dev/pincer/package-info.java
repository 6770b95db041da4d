// SPDX-License-Identifier: Apache-2.0
/**
 * The public face: a model is loaded, put on a stage of the small Linux, patched, and checked; a
 * result has a verdict for each property, and a witness with its race diagram.
 *
 * <pre>{@code
 * Model model = Model.scenario("fork-gup-fast").at("f3c64eda3e50");
 * Result result = model.check();
 * if (!result.good()) {
 *   result.witness("pinned_page_stays_mapped").ifPresent(w -> System.out.println(w.diagram()));
 * }
 * }</pre>
 *
 * <p>Who prefers Java gives a {@link dev.pincer.RecordModel}: a record for the state, and pure
 * functions for what threads do to it.
 *
 * <p>It is also the wiring: corpus, syntax, bind, lower, explore, replay and report meet here and
 * nowhere else. Files are opened here, in corpus and in cli only.
 *
 * <p>Floor 7: may import everything but cli. All types are immutable and may be shared by threads.
 */
@NullMarked
package dev.pincer;

import org.jspecify.annotations.NullMarked;
