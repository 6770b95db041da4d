// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/**
 * Makes tests of models: of each row of {@code expected.txt}, and of each witness that it says
 * nothing of; of a C file of one's own, one for each property.
 *
 * <pre>{@code
 * @ModelTests("models")
 * class KernelModelsTest {}
 * }</pre>
 *
 * <p>A test that fails shows the race. Its source is the row or the property, so that a click on it
 * opens the file; its tags are the scenario, the names of the stage, and the memory model. The
 * class is never instantiated.
 *
 * <p>A name that nothing has is one test that fails, and says so.
 */
@Documented
@Testable
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ModelTests {
  /**
   * Models folders, C files, or folders of C files, seen from the working folder; none for the
   * models that are shipped with Pincer.
   */
  String[] value() default {};

  /** Scenarios or lessons by name; none for all. */
  String[] scenarios() default {};

  /** Stages or proposals by name, {@code today} among them; none for all. Lessons have no stage. */
  String[] stages() default {};
}
