// SPDX-License-Identifier: Apache-2.0
/**
 * Models as tests: an engine of the JUnit Platform, and assertions for tests in Java.
 *
 * <p>{@link dev.pincer.junit.ModelTests} on an empty class makes a test of each row of {@code
 * expected.txt} and of each witness; {@link dev.pincer.junit.ModelAssert} judges one model from a
 * test method. The engine needs {@code junit-platform-engine}, which every test runner has; the
 * assertions need nothing.
 *
 * <p>Floor 8: imports the face, report, corpus, diag, machine, program, source and verdict. Nodes
 * of the engine's tree are used by one thread; searches use as many as there are processors.
 */
@NullMarked
package dev.pincer.junit;

import org.jspecify.annotations.NullMarked;
