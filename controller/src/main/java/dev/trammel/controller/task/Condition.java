package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.StandardNormal;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Placement;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One situation that a task asks a controller for: where episodes start, what they cost and when
 * they count as done.
 *
 * @param name unique within the task
 * @param positions mean start of the joints [rad or m], one per joint
 * @param velocities mean start [rad/s or m/s]
 * @param positionStd standard deviation of the start's positions
 * @param velocityStd standard deviation of the start's velocities
 * @param objects those that do not stand where the plant has them
 * @param cost over T steps; owned by this condition
 * @param success when an episode counts as done
 * @param context what tells this condition from others, for a policy: x, y and z of each target in
 *     {@link PolicyObservation#targets} [m]
 */
public record Condition(
    String name,
    double[] positions,
    double[] velocities,
    double[] positionStd,
    double[] velocityStd,
    List<Placement> objects,
    Cost cost,
    SuccessCriterion success,
    double[] context) {

  public Condition {
    int joints = positions.length;
    objects = List.copyOf(objects);
    positions = Require.finite(positions.clone(), "positions");
    velocities = Require.length(velocities.clone(), joints, "velocities");
    positionStd = Require.length(positionStd.clone(), joints, "positionStd");
    velocityStd = Require.length(velocityStd.clone(), joints, "velocityStd");
    Require.finite(velocities, "velocities");
    context = Require.finite(context.clone(), "context");
    for (int i = 0; i < joints; i++) {
      Require.nonNegative(positionStd[i], "positionStd[" + i + "]");
      Require.nonNegative(velocityStd[i], "velocityStd[" + i + "]");
    }
  }

  /** A situation without a context, in which all objects stand where the plant has them. */
  public Condition(
      String name,
      double[] positions,
      double[] velocities,
      double[] positionStd,
      double[] velocityStd,
      Cost cost,
      SuccessCriterion success) {
    this(
        name,
        positions,
        velocities,
        positionStd,
        velocityStd,
        List.of(),
        cost,
        success,
        new double[0]);
  }

  /** Draws where an episode begins, and the seed of its plant. */
  public EpisodeStart drawStart(SplittableRandom random) {
    double[] q = draw(positions, positionStd, random);
    double[] qDot = draw(velocities, velocityStd, random);
    return new EpisodeStart(q, qDot, objects, random.nextLong());
  }

  /** The mean start, with the seed of its plant. */
  public EpisodeStart meanStart(long seed) {
    return new EpisodeStart(positions, velocities, objects, seed);
  }

  @Override
  public double[] positions() {
    return positions.clone();
  }

  @Override
  public double[] velocities() {
    return velocities.clone();
  }

  @Override
  public double[] positionStd() {
    return positionStd.clone();
  }

  @Override
  public double[] velocityStd() {
    return velocityStd.clone();
  }

  @Override
  public double[] context() {
    return context.clone();
  }

  private static double[] draw(double[] mean, double[] std, SplittableRandom random) {
    double[] drawn = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      drawn[i] = mean[i] + std[i] * StandardNormal.draw(random);
    }
    return drawn;
  }
}
