// SPDX-License-Identifier: Apache-2.0
package org.example;

import dev.pincer.junit.ModelTests;

/** The properties of a model of one's own. */
@ModelTests("counter.c")
class CounterTest {}
