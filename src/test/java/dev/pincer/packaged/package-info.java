// SPDX-License-Identifier: Apache-2.0
/**
 * What {@code ./mvnw package} makes, used as users do: from outside, in other folders, in other
 * processes. Runs behind the package phase.
 */
@NullMarked
package dev.pincer.packaged;

import org.jspecify.annotations.NullMarked;
