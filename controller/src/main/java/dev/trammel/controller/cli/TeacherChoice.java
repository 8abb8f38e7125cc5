package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.UsageException;

/**
 * A teacher as the user names it: {@code local}, a policy's file, or a run that learned a policy,
 * and after a star how much its word counts.
 *
 * @param name without the weight
 * @param weight positive
 */
record TeacherChoice(String name, double weight) {

  private static final String LOCAL = "local";

  static TeacherChoice parse(String text) {
    int star = text.lastIndexOf('*');
    String name = star < 0 ? text : text.substring(0, star);
    double weight = star < 0 ? 1 : weight(text.substring(star + 1), text);
    if (name.isBlank()) {
      throw new UsageException("--teacher must name one before its weight, was '" + text + "'");
    }
    return new TeacherChoice(name, weight);
  }

  private static double weight(String text, String whole) {
    try {
      double weight = Double.parseDouble(text);
      if (weight > 0 && Double.isFinite(weight)) {
        return weight;
      }
    } catch (NumberFormatException e) {
      // refused below, like every other weight that is none
    }
    throw new UsageException(
        "--teacher's weight must be a positive number, as in local*0.5, was '" + whole + "'");
  }

  /** Whether it is the runs' own local controllers. */
  boolean isLocal() {
    return name.equals(LOCAL);
  }
}
