// SPDX-License-Identifier: Apache-2.0
/** Twins of a part of the small Linux in Java, for Lincheck to judge as Pincer judges theirs. */
@NullMarked
package dev.pincer.twin;

import org.jspecify.annotations.NullMarked;
