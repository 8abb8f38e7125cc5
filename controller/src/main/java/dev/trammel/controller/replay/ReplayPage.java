package dev.trammel.controller.replay;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.report.Fact;
import dev.trammel.controller.report.Fact.Tone;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.report.Report;
import dev.trammel.controller.report.Scene;
import dev.trammel.controller.run.RunException;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import dev.trammel.controller.task.SuccessCriterion;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** One page with an episode: the body moves, beside its traces. */
public final class ReplayPage {

  private static final int DIGITS = 4;

  private final ReplayedEpisode episode;
  private final Optional<ReplayedEpisode> ghost;

  /**
   * Collects what is shown.
   *
   * @param ghost another episode of the same body to compare with
   */
  public ReplayPage(ReplayedEpisode episode, Optional<ReplayedEpisode> ghost) {
    this.episode = episode;
    this.ghost = ghost;
    ghost.ifPresent(this::requireSameBody);
  }

  /** The page. */
  public String html() {
    Task task = episode.task();
    Report report = new Report(
        task.name() + ": " + episode.name(),
        task.description() + ghost.map(this::about).orElse(""));
    report.facts(facts());
    SceneJson scene = scene();
    report.stage(
        new Scene(
            "The robot " + task.plant().robot().name() + " as it moves in this episode",
            scene.json(),
            scene.hasGhost()),
        new ReplayPlots(episode, ghost).plots());
    report.details("Task and settings, as they took effect", task.source().yaml());
    return report.html();
  }

  private SceneJson scene() {
    PlantSettings plant = episode.task().plant();
    SceneJson scene = new SceneJson(plant.robot(), plant.period()).motion(episode.jointPositions());
    ghost.ifPresent(other -> scene.motion(other.jointPositions()));
    SuccessCriterion success = episode.condition().success();
    success.conditions().forEach(condition -> condition.goal().ifPresent(scene::goal));
    plant.world().objects().forEach(scene::object);
    int steps = episode.trajectory().steps();
    int first = Math.min(success.firstStep(), steps);
    scene.event(first, steps - first, "judged", "judged for success");
    addCycles(scene);
    return scene;
  }

  /** The stretches of cycles that did not go as asked. */
  private void addCycles(SceneJson scene) {
    Trajectory trajectory = episode.trajectory();
    int t = 0;
    while (t < trajectory.steps()) {
      int from = t;
      CycleStatus status = trajectory.status(t);
      while (t < trajectory.steps() && trajectory.status(t) == status) {
        t++;
      }
      if (status != CycleStatus.OK) {
        String kind = status.controlled() ? "saturated" : "fault";
        scene.event(from, t - from, kind, words(status));
      }
    }
  }

  private static String words(CycleStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void requireSameBody(ReplayedEpisode other) {
    if (!layout(other).equals(layout(episode))) {
      throw new RunException("the ghost must have the same joints, sensors and actuators; "
          + episode.info().task() + " has " + layout(episode) + ", "
          + other.info().task()
          + " has " + layout(other));
    }
  }

  private static List<String> layout(ReplayedEpisode episode) {
    List<String> names = new ArrayList<>();
    episode
        .task()
        .plant()
        .robot()
        .bodies()
        .forEach(body -> names.add(body.joint().name()));
    episode.task().plant().spec().sensors().forEach(sensor -> names.add(sensor.name()));
    episode.task().plant().spec().actuators().forEach(actuator -> names.add(actuator.name()));
    return names;
  }

  private String about(ReplayedEpisode other) {
    return " The ghost is " + other.info().task() + ", seed " + other.info().seed() + ": "
        + other.name() + ", of cost " + Numbers.significant(other.cost(), DIGITS) + ", "
        + (other.success() ? "a success." : "no success.");
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(verdict());
    facts.add(Fact.of("Cost", Numbers.significant(episode.cost(), DIGITS)));
    facts.add(Fact.of("Condition", episode.condition().name()));
    OptionalInt evaluation = episode.evaluation();
    facts.add(Fact.of(
        evaluation.isPresent() ? "Evaluation" : "Iteration",
        Integer.toString(evaluation.orElse(episode.id().iteration())),
        "episode " + episode.id().episode() + " of its condition"));
    facts.add(Fact.of(
        "Seed",
        Long.toString(episode.info().seed()),
        "Trammel " + episode.info().trammel()));
    facts.add(cycles());
    String unseen = unmeasuredJoints();
    if (!unseen.isEmpty()) {
      facts.add(Fact.of("Not measured", unseen, "drawn where it began"));
    }
    return facts;
  }

  private Fact verdict() {
    double ratio = episode.condition().success().worstRatio(episode.trajectory());
    boolean success = episode.success();
    String note = Double.isFinite(ratio)
        ? "at worst " + Numbers.significant(ratio, 3) + " of what is allowed"
        : "it ended early";
    return new Fact(
        "Result", success ? "success" : "no success", note, success ? Tone.GOOD : Tone.BAD);
  }

  /** How many cycles went otherwise than asked. */
  private Fact cycles() {
    int steps = episode.trajectory().steps();
    List<String> others = new ArrayList<>();
    for (CycleStatus status : CycleStatus.values()) {
      long count = IntStream.range(0, steps)
          .filter(t -> episode.trajectory().status(t) == status)
          .count();
      if (status != CycleStatus.OK && count > 0) {
        others.add(count + " " + words(status));
      }
    }
    return Fact.of(
        "Cycles",
        Integer.toString(steps),
        others.isEmpty() ? "all as asked" : String.join(", ", others));
  }

  private String unmeasuredJoints() {
    StateLayout layout = episode.task().plant().layout();
    List<String> names = new ArrayList<>();
    for (int joint = 0; joint < layout.joints(); joint++) {
      if (layout.position(joint) == StateLayout.ABSENT) {
        names.add(episode.task().plant().robot().bodies().get(joint).joint().name());
      }
    }
    return String.join(", ", names);
  }
}
