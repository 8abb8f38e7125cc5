package dev.trammel.controller.check;

import dev.trammel.controller.check.Finding.Severity;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.task.SettingsException;
import dev.trammel.controller.task.TaskInspection;
import java.util.ArrayList;
import java.util.List;

/** Gathers what the looks at one task find, each with the line of its key. */
final class Findings {

  private static final int DIGITS = 3;

  private final TaskInspection inspection;
  private final List<Finding> all = new ArrayList<>();

  Findings(TaskInspection inspection) {
    this.inspection = inspection;
  }

  /** What a reader complains of. */
  void add(SettingsException complaint) {
    String message = String.valueOf(complaint.getMessage());
    String head = complaint.place().isEmpty()
        ? ""
        : complaint.place() + ": " + (complaint.key().isEmpty() ? "" : complaint.key() + ": ");
    all.add(new Finding(
        Severity.ERROR, complaint.place(), complaint.key(), message.substring(head.length())));
  }

  void error(String key, String text) {
    add(Severity.ERROR, key, text);
  }

  void warning(String key, String text) {
    add(Severity.WARNING, key, text);
  }

  void note(String key, String text) {
    add(Severity.NOTE, key, text);
  }

  /** Whether the task's file has a key. */
  boolean has(String key) {
    return inspection.has(key);
  }

  List<Finding> all() {
    return List.copyOf(all);
  }

  /** A number for people. */
  static String number(double value) {
    return Numbers.significant(value, DIGITS);
  }

  private void add(Severity severity, String key, String text) {
    all.add(new Finding(severity, key.isEmpty() ? "" : inspection.place(key), key, text));
  }
}
