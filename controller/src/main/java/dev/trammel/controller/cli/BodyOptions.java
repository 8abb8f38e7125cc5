package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.BodyChange;
import dev.trammel.controller.task.Disturbances;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Push;
import dev.trammel.controller.task.Task;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of what happens to a simulated body, or is otherwise about it, unknown to controllers. */
final class BodyOptions {

  @Option(
      names = "--disturb",
      paramLabel = "PUSH",
      description = "Push the body in each episode: 3N*0.1s@2.0s for 3 N along a random direction"
          + " for 0.1 s from 2 s on, tip:3N*0.1s@2s at a link, tip:(3,0,0)N*0.1s@2s along a"
          + " direction; @1s..2.5s or @random for an instant that each episode draws. Repeatable."
          + " Such episodes are not kept.")
  private List<String> pushes = List.of();

  @Option(
      names = "--body",
      paramLabel = "CHANGE",
      description = "Change the body and tell nobody: mass:tool0:1kg for a point of mass at a"
          + " link's origin, damping:x2 for twice the damping of all joints, damping:elbow:x2 of"
          + " one. Repeatable. Such episodes are not kept.")
  private List<String> changes = List.of();

  /** Whether anything is otherwise. */
  boolean areGiven() {
    return !pushes.isEmpty() || !changes.isEmpty();
  }

  /** What happens to the body in each episode. */
  Disturbances disturbances(Task task) {
    List<String> links = task.plant().movable();
    try {
      List<Push> parsed = pushes.stream()
          .map(text -> Push.parse(text, links, task.judgedFrom()).requireWithin(task.duration()))
          .toList();
      return Disturbances.of(parsed);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--disturb: " + e.getMessage(), e);
    }
  }

  /** The body as it is. */
  PlantSettings body(PlantSettings told) {
    if (!changes.isEmpty() && !PlantProvider.chosenBy(told.provider()).isSimulated()) {
      throw new UsageException(
          "--body: only a simulated body can be changed, had '" + told.provider() + "'");
    }
    try {
      return BodyChange.changed(told, changes.stream().map(BodyChange::parse).toList());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--body: " + e.getMessage(), e);
    }
  }
}
