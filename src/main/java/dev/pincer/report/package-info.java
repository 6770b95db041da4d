// SPDX-License-Identifier: Apache-2.0
/**
 * Results as text: the race diagram, the matrix of verdicts, the summary line, and JSON.
 *
 * <p>Everything here is a pure function from values to text. Same values, same bytes: there is no
 * clock, no colour and no locale here, and no file is opened. It never runs a step of a model;
 * whoever asks for a diagram brings the trace, and the events of the property that was evaluated in
 * its last state.
 *
 * <p>Floor 6: imports replay, verdict, program, machine, schedule, diag, source. All types are
 * immutable and may be shared by threads.
 */
@NullMarked
package dev.pincer.report;

import org.jspecify.annotations.NullMarked;
