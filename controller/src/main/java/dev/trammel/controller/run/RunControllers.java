package dev.trammel.controller.run;

import dev.trammel.controller.learn.ControllerFile;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run learned: local controllers, and policies. Names are "best", or the iteration's. */
public final class RunControllers {

  private static final String LOCAL = "controller";
  private static final String CONTROLLERS = "controllers";
  private static final String POLICIES = "policies";

  /** Digits of each SHA-256 that is kept. */
  private static final int SHOWN = 16;

  private final Path run;

  RunControllers(Path run) {
    this.run = run;
  }

  /** Keeps a condition's controller. */
  public void save(String name, int condition, LinearGaussianController controller)
      throws IOException {
    Files.createDirectories(run.resolve(CONTROLLERS));
    ControllerFile.write(ControllerFile.inRun(run, name, condition), controller);
  }

  /** A condition's controller. */
  public LinearGaussianController local(String name, int condition) throws IOException {
    Path file = ControllerFile.inRun(run, name, condition);
    requireThere(file, LOCAL);
    return ControllerFile.read(file);
  }

  /** The controllers of the first so many conditions. */
  public List<LinearGaussianController> locals(String name, int conditions) throws IOException {
    List<LinearGaussianController> controllers = new ArrayList<>();
    for (int c = 0; c < conditions; c++) {
      controllers.add(local(name, c));
    }
    return controllers;
  }

  /** Keeps a policy. */
  public void save(String name, MlpPolicy policy) throws IOException {
    Files.createDirectories(run.resolve(POLICIES));
    policy.write(policyFile(name));
  }

  /** The policy of a run that learned one. */
  public MlpPolicy policy(String name) throws IOException {
    requireThere(policyFile(name), "policy");
    return MlpPolicy.read(policyFile(name));
  }

  /**
   * A policy from anywhere that sees and gives what a task's must.
   *
   * @throws UsageException if it is of another size
   */
  public static MlpPolicy fitting(Path file, Task task) throws IOException {
    MlpPolicy policy = MlpPolicy.read(file);
    int p = task.observation().size();
    if (policy.observationSize() != p || policy.inputSize() != task.inputSize()) {
      throw new UsageException(file + " must see " + p + " numbers and give " + task.inputSize()
          + " inputs for task " + task.name() + ", sees " + policy.observationSize()
          + " and gives " + policy.inputSize());
    }
    return policy;
  }

  /** Where a run keeps a policy. */
  public Path policyFile(String name) {
    return run.resolve(POLICIES).resolve(name + ".policy");
  }

  /** Of all files of a name, policy and controllers; the first half of each one's SHA-256. */
  String fingerprint(String name) throws IOException {
    String policy = Files.exists(policyFile(name)) ? fingerprint(policyFile(name)) : "";
    return policy + localFingerprint(name);
  }

  /** Of a policy's file, as an evaluation of it alone keeps it. */
  public static String fingerprint(Path policy) throws IOException {
    return RunInfo.fingerprint(policy).substring(0, SHOWN);
  }

  /** Of the local controllers of a name, as an evaluation of them alone keeps it. */
  public String localFingerprint(String name) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = 0; Files.exists(ControllerFile.inRun(run, name, c)); c++) {
      text.append(RunInfo.fingerprint(ControllerFile.inRun(run, name, c)), 0, SHOWN);
    }
    return text.toString();
  }

  private void requireThere(Path file, String what) {
    if (!Files.exists(file)) {
      requireLocal(what);
      throw new RunException("run " + run + " has no " + what + " " + file.getFileName()
          + "; it may not have got so far: train --resume " + run);
    }
  }

  /** A run that learns one policy will never have anything else, however often it is resumed. */
  private void requireLocal(String what) {
    if (what.equals(LOCAL)
        && Files.exists(run.resolve(POLICIES))
        && !Files.exists(run.resolve(CONTROLLERS))) {
      throw new UsageException("run " + run + " learned one policy and has no local controllers:"
          + " use --controller policy (with distil, --teacher " + run + ")");
    }
  }
}
