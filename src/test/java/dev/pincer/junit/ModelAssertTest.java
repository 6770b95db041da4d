// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import static dev.pincer.junit.ModelAssert.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.Model;
import dev.pincer.ModelException;
import dev.pincer.Models;
import dev.pincer.Search;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ModelAssertTest {
  private final Model model =
      Models.open(Path.of("src/test/golden/cli/models")).model("count-faults");

  @Test
  void aModelHoldsOrBreaks() {
    assertThat(model.at("0123456789ab")).holds().holds("deadlock").hasStates(4);
    assertThat(model.at("count-twice"))
        .breaks("faults_are_counted")
        .inSteps(4)
        .inSwitches(1)
        .showing("is false")
        .and()
        .reaches("both_are_counted");
    assertThat(model.with(Path.of("src/test/golden/cli/skip-odd.patch")))
        .breaks("faults_are_counted");
  }

  @Test
  void whatIsNotSoShowsTheRace() {
    String broken = message(() -> assertThat(model.at("v1")).holds());
    assertTrue(broken.startsWith("count-faults at v1: faults_are_counted: broken in "), broken);
    assertTrue(broken.contains("; want all to hold\n\nBROKEN  faults_are_counted"), broken);
    String steps =
        message(() -> assertThat(model.at("count-twice")).breaks("faults_are_counted").inSteps(3));
    assertTrue(
        steps.startsWith(
            "count-faults at count-twice: faults_are_counted: broken in 4 steps, 9 states; want 3 steps\n"),
        steps);
    assertEquals(
        "count-faults at 0123456789ab: faults_are_counted: holds; want broken",
        message(() -> assertThat(model).breaks("faults_are_counted"))
            .replaceFirst(", \\d+ states", ""));
  }

  @Test
  void whatASearchDidNotShowIsNotSo() {
    String undecided =
        message(() -> assertThat(model).searchedBy(Search.exhaustive().maxStates(1)).holds());
    assertTrue(undecided.contains(": undecided: stopped at --max-states; want"), undecided);
  }

  @Test
  void aNameThatNothingHasIsTheErrorOfTheCommandLine() {
    ModelException e =
        assertThrows(ModelException.class, () -> assertThat(model).breaks("faults_are_conted"));
    assertTrue(e.getMessage().contains("did you mean `faults_are_counted`?"), e.getMessage());
  }

  private static String message(Executable claim) {
    return String.valueOf(assertThrows(AssertionError.class, claim).getMessage());
  }
}
