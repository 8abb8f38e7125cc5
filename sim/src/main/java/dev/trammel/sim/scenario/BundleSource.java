package dev.trammel.sim.scenario;

import dev.trammel.controller.bundle.DeployBundle;
import dev.trammel.controller.control.Controller;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import java.nio.file.Path;
import java.util.List;

/** The controllers of a bundle, for a task that it fits. */
final class BundleSource implements ControllerSource {

  private final DeployBundle bundle;
  private final List<String> targets;

  /** @throws UsageException if a condition's controller, or one of its targets, is not there */
  BundleSource(Path file, DeployBundle bundle, Task task) {
    this.bundle = bundle;
    targets = task.observation().targets();
    if (bundle.horizon() < task.steps()) {
      throw new UsageException("task " + task.name() + " needs a controller for " + task.steps()
          + " steps; bundle " + file + " has one for " + bundle.horizon());
    }
    if (bundle.kind() == DeployBundle.Kind.LOCAL) {
      requireAll(
          file,
          bundle.conditions(),
          task.conditions().stream().map(Condition::name).toList());
    } else {
      requireAll(file, targets, bundle.targets());
    }
  }

  private static void requireAll(Path file, List<String> there, List<String> needed) {
    for (String name : needed) {
      if (!there.contains(name)) {
        throw new UsageException(
            "bundle " + file + " and the task must know the same conditions and"
                + " targets; '" + name + "' is known to one of them only, the other has "
                + (there.isEmpty() ? "none" : String.join(", ", there)));
      }
    }
  }

  @Override
  public Controller controller(Condition condition) {
    double[] context = bundle.unknownContext();
    double[] given = condition.context();
    for (String target : bundle.targets()) {
      System.arraycopy(given, 3 * targets.indexOf(target), context, bundle.place(target), 3);
    }
    return bundle.controller(condition.name(), context, Kernels.best());
  }
}
