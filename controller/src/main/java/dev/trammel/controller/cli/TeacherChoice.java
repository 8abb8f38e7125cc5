package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.run.Distillation.Advisor;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A teacher as the user names it: {@code local}, {@code mpc}, a policy's file, or a run that learned a policy,
 * and after a star how much its word counts.
 *
 * @param name without the weight
 * @param weight positive
 */
record TeacherChoice(String name, double weight) {

  private static final String LOCAL = "local";
  private static final String MPC = "mpc";

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

  /** Whether it is model predictive control on what the runs learned. */
  boolean isMpc() {
    return name.equals(MPC);
  }

  /** Where its policy stands. */
  Path file() throws IOException {
    Path path = Path.of(name);
    if (!Files.isDirectory(path)) {
      return path;
    }
    try (RunFolder run = RunFolder.open(path)) {
      Path file = run.controllers().policyFile(Training.BEST);
      if (!Files.exists(file)) {
        throw new UsageException("--teacher " + name + ": the run learned no policy;"
            + " its local controllers teach as RUN " + name + " --teacher local");
      }
      return file;
    }
  }

  /** Its policy: one of a run sees what the run's task says, one of a file what the student sees. */
  Advisor advisor(Task student) throws IOException {
    MlpPolicy policy = MlpPolicy.read(file());
    if (!Files.isDirectory(Path.of(name))) {
      return new Advisor(name, policy, student.observation(), weight);
    }
    try (RunFolder run = RunFolder.open(Path.of(name))) {
      return new Advisor(name, policy, run.task().observation(), weight);
    }
  }
}
