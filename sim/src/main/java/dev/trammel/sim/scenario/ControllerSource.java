package dev.trammel.sim.scenario;

import dev.trammel.controller.bundle.DeployBundle;
import dev.trammel.controller.control.Controller;
import dev.trammel.controller.learn.ControllerFile;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.spi.ControllerProvider;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the controller under test comes from: one for each episode, made for the nominal body. */
@FunctionalInterface
public interface ControllerSource {

  /**
   * The controller of one episode. Called on several threads; what has a memory must be new.
   *
   * @param condition of the task, by its name
   */
  Controller controller(Condition condition);

  /** The best controllers of a run, one per condition. */
  static ControllerSource ofRun(Path run, Task task) throws IOException {
    List<LinearGaussianController> controllers = new ArrayList<>();
    try (RunFolder folder = RunFolder.open(run)) {
      if (!folder.info().task().equals(task.name())) {
        throw new UsageException("run " + run + " must be of task " + task.name() + ", was of "
            + folder.info().task());
      }
      for (int c = 0; c < folder.task().conditions().size(); c++) {
        controllers.add(folder.controllers().local(Training.BEST, c));
      }
    }
    return byCondition(controllers, task, "run " + run);
  }

  /** Saved controllers, one per condition. */
  static ControllerSource ofFiles(List<Path> files, Task task) throws IOException {
    List<LinearGaussianController> controllers = new ArrayList<>();
    for (Path file : files) {
      controllers.add(ControllerFile.read(file));
    }
    return byCondition(controllers, task, String.valueOf(files));
  }

  /**
   * What a bundle ships to robots. A policy is told where each condition has its targets.
   *
   * @throws UsageException if it is for another robot, or for other conditions
   */
  static ControllerSource ofBundle(Path file, Task task) throws IOException {
    DeployBundle bundle = DeployBundle.read(file);
    bundle.requireRobot(file, task.plant().spec());
    return new BundleSource(file, bundle, task);
  }

  /** A user's own. */
  static ControllerSource of(ControllerProvider provider, Task task) {
    return condition -> provider.create(task, condition);
  }

  private static ControllerSource byCondition(
      List<LinearGaussianController> controllers, Task task, String origin) {
    if (controllers.size() != task.conditions().size()) {
      throw new UsageException("task " + task.name() + " needs a controller per condition, "
          + task.conditions().size() + "; " + origin + " has " + controllers.size());
    }
    Map<String, Controller> byName = new LinkedHashMap<>();
    for (int c = 0; c < controllers.size(); c++) {
      requireFit(controllers.get(c), task, origin);
      byName.put(task.conditions().get(c).name(), controllers.get(c));
    }
    return condition -> byName.getOrDefault(condition.name(), controllers.get(0));
  }

  private static void requireFit(LinearGaussianController controller, Task task, String origin) {
    if (controller.stateSize() != task.stateSize()
        || controller.inputSize() != task.inputSize()
        || controller.steps() < task.steps()) {
      throw new UsageException(
          "task " + task.name() + " needs a controller for " + task.stateSize() + " states, "
              + task.inputSize() + " inputs and " + task.steps() + " steps; " + origin
              + " has one for " + controller.stateSize() + ", " + controller.inputSize() + " and "
              + controller.steps());
    }
  }
}
