// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

/** The engine at work in this build: each row of a small models folder is a test of Surefire's. */
@ModelTests("src/test/golden/cli/models")
class SmallModelsTest {}
