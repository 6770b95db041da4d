// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * How verdicts compare with those of a table.
 *
 * @param table its name
 * @param column the column that was compared with
 * @param rows of all tests that were run, in their order
 */
public record LitmusScore(String table, String column, ImmutableList<Row> rows) {
  /**
   * One test.
   *
   * @param expected the verdict of the table
   * @param expectedStates distinct final states by the table; -1 if it does not say
   * @param actual the verdict found; empty if the test was refused
   * @param actualStates distinct final states found
   */
  public record Row(
      String file, String expected, int expectedStates, String actual, int actualStates) {
    public boolean accepted() {
      return !actual.isEmpty();
    }

    public boolean agrees() {
      return actual.equals(expected) && (expectedStates < 0 || expectedStates == actualStates);
    }
  }

  public long accepted() {
    return rows.stream().filter(Row::accepted).count();
  }

  public long agree() {
    return rows.stream().filter(Row::agrees).count();
  }

  public boolean allAgree() {
    return accepted() == agree();
  }

  /** Each difference, then the score. */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (Row row : rows) {
      if (!row.accepted()) {
        out.append("refused  ").append(row.file()).append('\n');
      } else if (!row.agrees()) {
        out.append("differs  ").append(row.file()).append(": ");
        out.append(row.actual()).append(' ').append(row.actualStates());
        out.append(", ").append(column).append(" of the table: ").append(row.expected());
        out.append(row.expectedStates() < 0 ? "" : " " + row.expectedStates()).append('\n');
      }
    }
    out.append(agree()).append(" of ").append(accepted()).append(" accepted tests agree with ");
    out.append(column).append(" of ").append(table).append("; ");
    out.append(accepted()).append(" of ").append(rows.size()).append(" accepted\n");
    return out.toString();
  }

  JsonObject json() {
    JsonObject object = new JsonObject();
    object.addProperty("table", table);
    object.addProperty("column", column);
    object.addProperty("tests", rows.size());
    object.addProperty("accepted", accepted());
    object.addProperty("agree", agree());
    JsonArray differ = new JsonArray();
    for (Row row : rows) {
      if (row.accepted() && !row.agrees()) {
        JsonObject difference = new JsonObject();
        difference.addProperty("file", row.file());
        difference.addProperty("expected", row.expected());
        difference.addProperty("actual", row.actual());
        difference.addProperty("expectedStates", row.expectedStates());
        difference.addProperty("actualStates", row.actualStates());
        differ.add(difference);
      }
    }
    object.add("differ", differ);
    return object;
  }
}
