package dev.trammel.controller.run;

import dev.trammel.controller.learn.ControllerFile;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.MlpPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run learned: local controllers, and policies. Names are "best", or the iteration's. */
public final class RunControllers {

  private final Path run;

  RunControllers(Path run) {
    this.run = run;
  }

  /** Keeps a condition's controller. */
  public void save(String name, int condition, LinearGaussianController controller)
      throws IOException {
    Files.createDirectories(run.resolve("controllers"));
    ControllerFile.write(ControllerFile.inRun(run, name, condition), controller);
  }

  /** A condition's controller. */
  public LinearGaussianController local(String name, int condition) throws IOException {
    Path file = ControllerFile.inRun(run, name, condition);
    requireThere(file, "controller");
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
    Files.createDirectories(run.resolve("policies"));
    policy.write(policyFile(name));
  }

  /** The policy of a run that learned one. */
  public MlpPolicy policy(String name) throws IOException {
    requireThere(policyFile(name), "policy");
    return MlpPolicy.read(policyFile(name));
  }

  /** Where a run keeps a policy. */
  public Path policyFile(String name) {
    return run.resolve("policies").resolve(name + ".policy");
  }

  /** Of all files of a name, policy and controllers; the first half of each one's SHA-256. */
  String fingerprint(String name) throws IOException {
    StringBuilder text = new StringBuilder();
    if (Files.exists(policyFile(name))) {
      text.append(RunInfo.fingerprint(policyFile(name)), 0, 16);
    }
    for (int c = 0; Files.exists(ControllerFile.inRun(run, name, c)); c++) {
      text.append(RunInfo.fingerprint(ControllerFile.inRun(run, name, c)), 0, 16);
    }
    return text.toString();
  }

  private void requireThere(Path file, String what) {
    if (!Files.exists(file)) {
      throw new RunException("run " + run + " has no " + what + " " + file.getFileName()
          + "; it may not have got so far: train --resume " + run);
    }
  }
}
