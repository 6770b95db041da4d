// SPDX-License-Identifier: Apache-2.0
package org.example;

import dev.pincer.junit.ModelTests;

/** Rows of the models that Pincer's jar has inside. */
@ModelTests(scenarios = {"01-lost-update", "05-second-look"})
class ShippedModelsTest {}
