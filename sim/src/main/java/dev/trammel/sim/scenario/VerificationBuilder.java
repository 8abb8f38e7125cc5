package dev.trammel.sim.scenario;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link Verification} in Java:
 *
 * <pre>
 *   Verification.of(task)
 *       .controller(ControllerSource.ofRun(run, task))
 *       .episodes(200)
 *       .require(Requirement.confidentPassRate(0.9))
 *       .scenario("heavy", s -&gt; s.vary(Property.MASS, "pole", Change.scale(0.8, 1.3)))
 *       .run()
 *       .assertPassed();
 * </pre>
 *
 * <p>Not thread-safe.
 */
public final class VerificationBuilder {

  private final Task task;
  private final List<UnaryOperator<ScenarioBuilder>> scenarios = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private @Nullable ControllerSource controllers;
  private int episodes = 100;
  private long seed;
  private Requirement requirement = Requirement.passRate(0.95);

  VerificationBuilder(Task task) {
    this.task = task;
  }

  /** What is tried, in every condition; must have no memory, as episodes run in parallel. */
  public VerificationBuilder controller(Controller controller) {
    return controller(condition -> controller);
  }

  public VerificationBuilder controller(ControllerSource source) {
    controllers = source;
    return this;
  }

  /** Of each scenario and condition; 100 if not said. */
  public VerificationBuilder episodes(int number) {
    episodes = number;
    return this;
  }

  /** Of all draws; 0 if not said. */
  public VerificationBuilder seed(long number) {
    seed = number;
    return this;
  }

  /** Of each scenario that has none of its own; a pass rate of 0.95 if not said. */
  public VerificationBuilder require(Requirement least) {
    requirement = least;
    return this;
  }

  /** Adds a scenario. */
  public VerificationBuilder scenario(String name, Consumer<ScenarioBuilder> description) {
    names.add(name);
    scenarios.add(builder -> {
      description.accept(builder);
      return builder;
    });
    return this;
  }

  public Verification build() {
    ControllerSource source = Optional.ofNullable(controllers)
        .orElseThrow(() -> new IllegalArgumentException("a verification needs a controller"));
    List<Scenario> built = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ScenarioBuilder builder =
          new ScenarioBuilder(names.get(i), task, new Scenario.Trial(episodes, requirement));
      built.add(scenarios.get(i).apply(builder).build());
    }
    return new Verification(task, source, built, seed);
  }

  public VerificationResult run() {
    return build().run();
  }
}
