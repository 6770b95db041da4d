// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import dev.pincer.source.Span;

/** A first value, and where it stands. */
record Initial(Value value, Span span) {}
