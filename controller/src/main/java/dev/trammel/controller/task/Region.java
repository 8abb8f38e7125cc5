package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import java.util.SplittableRandom;

/**
 * Where one policy must work: conditions are drawn in it, uniformly between the ends that the task
 * gives. Immutable.
 */
public final class Region {

  /** Name of a drawn condition without a name of its own. */
  public static final String NAME = "region";

  private final RegionStart start;
  private final TargetRanges targets;
  private final Situations situations;
  private final double required;

  /**
   * @param required part of the episodes that must succeed
   */
  Region(RegionStart start, TargetRanges targets, Situations situations, double required) {
    this.required = Require.inRange(required, 0, 1, "required part of episodes");
    this.start = start;
    this.targets = targets;
    this.situations = situations;
  }

  /** What makes a condition of what was drawn. */
  interface Situations {

    /** @param positions of the joints */
    Condition of(String name, double[] positions, Targets targets);
  }

  /** Part of the episodes, begun anywhere in the region, that must succeed. */
  public double required() {
    return required;
  }

  /**
   * Draws a condition: its start's mean and its targets, and with them its cost, its success and
   * where objects stand.
   */
  public Condition draw(String name, SplittableRandom random) {
    double[] positions = start.draw(random);
    return situations.of(name, positions, targets.draw(random));
  }

  /** Draws a condition without a name of its own. */
  public Condition draw(SplittableRandom random) {
    return draw(NAME, random);
  }
}
