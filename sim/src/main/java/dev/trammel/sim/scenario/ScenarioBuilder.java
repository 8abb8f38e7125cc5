package dev.trammel.sim.scenario;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.SensorFault.Kind;
import dev.trammel.controller.task.Task;
import java.util.ArrayList;
import java.util.List;

/** Describes one scenario in Java. Not thread-safe. */
public final class ScenarioBuilder {

  private final String name;
  private final Task task;
  private final List<Variation> variations = new ArrayList<>();
  private final List<FaultPlan> faults = new ArrayList<>();
  private final List<PushPlan> pushes = new ArrayList<>();
  private final List<Bound> bounds = new ArrayList<>();
  private List<Condition> conditions;
  private Scenario.Trial trial;
  private boolean success = true;

  ScenarioBuilder(String name, Task task, Scenario.Trial trial) {
    this.name = name;
    this.task = task;
    this.trial = trial;
    conditions = task.conditions();
  }

  /** Varies a property of each link, joint, sensor or actuator, or of the world. */
  public ScenarioBuilder vary(Property property, Change change) {
    return vary(property, Variation.ALL, change);
  }

  /** Varies a property of one link, joint, sensor or actuator. */
  public ScenarioBuilder vary(Property property, String target, Change change) {
    variations.add(new Variation(property, target, change));
    return this;
  }

  /** A sensor fails from a time on, for a while [s]. */
  public ScenarioBuilder fault(String sensor, Kind kind, double at, double duration, double size) {
    faults.add(new FaultPlan(entry(sensor), kind, Range.of(at), duration, Range.of(size), 1));
    return this;
  }

  public ScenarioBuilder fault(FaultPlan fault) {
    faults.add(fault);
    return this;
  }

  /** A push of so many newtons along a random direction, at a random time [s]. */
  public ScenarioBuilder push(String link, double newtons, Range at, double duration) {
    return push(new PushPlan(link, List.of(Range.of(newtons)), at, Range.of(duration)));
  }

  public ScenarioBuilder push(PushPlan push) {
    pushes.add(push);
    return this;
  }

  /** A sensor's true value must stay within bounds. */
  public ScenarioBuilder within(String sensor, double lower, double upper) {
    bounds.add(new Bound(sensor, entry(sensor), lower, upper));
    return this;
  }

  /** Success is not asked for: keeping limits and bounds is enough. */
  public ScenarioBuilder expectSafe() {
    success = false;
    return this;
  }

  public ScenarioBuilder episodes(int number) {
    trial = new Scenario.Trial(number, trial.requirement());
    return this;
  }

  public ScenarioBuilder require(Requirement requirement) {
    trial = new Scenario.Trial(trial.episodes(), requirement);
    return this;
  }

  /** Conditions with starts or success of this scenario's own, in place of the task's. */
  public ScenarioBuilder conditions(List<Condition> own) {
    conditions = List.copyOf(own);
    return this;
  }

  Scenario build() {
    return new Scenario(
        name,
        conditions,
        new Upsets(variations, faults, pushes),
        new Expectation(success, bounds),
        trial);
  }

  private int entry(String sensor) {
    List<String> names =
        task.plant().spec().sensors().stream().map(Channel::name).toList();
    int entry = names.indexOf(sensor);
    if (entry < 0) {
      throw new IllegalArgumentException("scenario " + name + " needs one of the sensors "
          + String.join(", ", names) + ", had '" + sensor + "'");
    }
    return entry;
  }
}
