// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pincer.report.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What who waits for many searches is told. */
class SweepTest {
  /** A line that says "0/3" to the end, and adds up what is over, tells nobody how it goes. */
  @Test
  void eachModelBeginsAndEndsAlsoWhereTwoShareASearch() {
    Models models = Models.standard();
    List<Model> all = List.of(models.model("01-lost-update"), models.model("01-lost-update"));
    List<Subject> begun = Collections.synchronizedList(new ArrayList<>());
    List<Subject> ended = Collections.synchronizedList(new ArrayList<>());
    Watcher watcher =
        new Watcher() {
          @Override
          public void progress(Progress progress) {
            if (progress.states() == 0) {
              begun.add(progress.subject());
            }
          }

          @Override
          public void ended(Subject subject) {
            ended.add(subject);
          }
        };
    Sweep.run(all, Search.exhaustive().watchedBy(watcher), entry -> {});
    assertEquals(all.stream().map(Model::subject).toList(), begun);
    assertEquals(begun, ended);
  }
}
