package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.TubeSettings;
import dev.trammel.controller.task.PlantSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How to learn.
 *
 * @param samples episodes of an iteration per condition; the first of them acts without noise
 * @param excitation what is done to get to know the body before the first controller is tried
 * @param exploration how controllers explore
 * @param step how far one update may go
 * @param model what is fitted to the episodes
 * @param initial what to begin with
 * @param budget when to stop at the latest
 * @param tube how wide the tubes of local controllers are
 * @param guided how one policy is learned; nothing where local controllers are all that is wanted
 * @param replanning how model predictive control collects episodes; nothing where it does not
 */
public record LearningSettings(
    int samples,
    ExcitationSettings excitation,
    ExplorationSettings exploration,
    StepSettings step,
    ModelSettings model,
    InitialSettings initial,
    BudgetSettings budget,
    TubeSettings tube,
    Optional<GuidedSettings> guided,
    Optional<ReplanningSettings> replanning) {

  public LearningSettings {
    Require.atLeast(samples, 1, "samples");
  }

  /**
   * Episodes that only excite the body: the start is held loosely while a smooth noise drives every
   * actuator. They count as experience. Lists have m entries, in the order of the actuators.
   *
   * @param episodes per condition, 0 for none
   * @param deviations standard deviations of the noise, as fractions of each actuator's limit
   * @param smoothing standard deviation of a window in time over the noise [steps]
   * @param kp stiffness of the hold [N·m/rad or N/m]
   * @param kd damping of the hold [N·m·s/rad or N·s/m]
   */
  public record ExcitationSettings(
      int episodes, List<Double> deviations, double smoothing, List<Double> kp, List<Double> kd) {

    public ExcitationSettings {
      Require.atLeast(episodes, 0, "excitation.episodes");
      deviations = positive(deviations, "excitation.deviation");
      Require.nonNegative(smoothing, "excitation.smoothing");
      kp = nonNegative(kp, "excitation.kp");
      kd = nonNegative(kd, "excitation.kd");
    }
  }

  /**
   * How controllers explore. Deviations are fractions of an actuator's limit; lists have m entries,
   * in the order of the actuators.
   *
   * @param initial standard deviations of the first controller
   * @param floor least standard deviations of every later one
   * @param smoothing standard deviation of a window in time over the noise; 0 for white [steps]
   */
  public record ExplorationSettings(List<Double> initial, List<Double> floor, double smoothing) {

    public ExplorationSettings {
      initial = positive(initial, "exploration.initial");
      floor = positive(floor, "exploration.floor");
      Require.nonNegative(smoothing, "exploration.smoothing");
    }

    /** m standard deviations that every later controller keeps exploring with, in units of input. */
    double[] least(PlantSettings plant) {
      double[] least = new double[floor.size()];
      Arrays.setAll(least, i -> floor.get(i) * plant.actuators().get(i).limit());
      return least;
    }
  }

  /**
   * How far one update may go.
   *
   * @param ball what a controller may not leave in one update, at multiplier 1
   * @param leastMultiplier lower end of the multiplier
   * @param mostMultiplier upper end of the multiplier
   * @param growth most that the multiplier grows by after one update
   * @param measure what the measured improvement is taken from
   * @param leastGain an update is rolled back if its measured improvement is below this part of the
   *     predicted one; −c for the rule “below −c·|predicted|”
   * @param standardErrors by how many standard errors it must be below
   */
  public record StepSettings(
      BallSettings ball,
      double leastMultiplier,
      double mostMultiplier,
      double growth,
      Measure measure,
      double leastGain,
      double standardErrors) {

    public StepSettings {
      Require.positive(leastMultiplier, "step.leastMultiplier");
      Require.inRange(mostMultiplier, leastMultiplier, 1e6, "step.mostMultiplier");
      Require.inRange(growth, 1, 5, "step.growth");
      Require.inRange(leastGain, -1e6, 1, "step.leastGain");
      Require.nonNegative(standardErrors, "step.standardErrors");
    }
  }

  /**
   * The ball about the last controller.
   *
   * @param kl divergence per time step [nat]
   * @param bound what the divergence is bounded of
   * @param entropy reward for the entropy of a controller beside its divergence [units of cost]
   */
  public record BallSettings(double kl, Bound bound, double entropy) {

    public BallSettings {
      Require.positive(kl, "step.kl");
      Require.nonNegative(entropy, "step.entropy");
    }
  }

  /** What a divergence is bounded of. */
  public enum Bound {
    /** The whole trajectory: kl is the mean over its steps. */
    TOTAL,
    /** Each step by itself. */
    PER_STEP
  }

  /** What the measured improvement of an update is taken from. */
  public enum Measure {
    /** The mean cost of the episodes. */
    MONTE_CARLO,
    /** The expected cost under the model fitted to the episodes. */
    LAPLACE,
    /**
     * The cost of the episode without noise, against what the model expects of the last accepted
     * controller from the same start: a lucky start is no improvement.
     */
    PAIRED
  }

  /** What is fitted to the episodes. */
  public sealed interface ModelSettings {

    /** Remembered episodes per condition. */
    int memory();

    /**
     * A linear-Gaussian model per time step, fitted to the newest episodes under a prior.
     *
     * @param prior what is known before
     * @param strength as how many points the prior counts
     * @param memory remembered episodes per condition that the prior is built from
     */
    record Local(Prior prior, double strength, int memory) implements ModelSettings {

      public Local {
        Require.positive(strength, "model.strength");
        Require.atLeast(memory, 1, "model.memory");
      }
    }

    /**
     * One Gaussian process of all transitions, linearised along the trajectory that is planned.
     *
     * @param points most transitions that predictions rest on
     * @param memory remembered episodes per condition
     * @param kinematics whether points in the state are computed from the joints instead of learned
     * @param within what it learns from: transitions between states within all of these bounds
     */
    record GaussianProcess(int points, int memory, boolean kinematics, List<EntryBounds> within)
        implements ModelSettings {

      public GaussianProcess {
        within = List.copyOf(within);
        Require.atLeast(points, 10, "model.points");
        Require.atLeast(memory, 1, "model.memory");
      }

      /** The same with predictions that rest on other numbers of transitions. */
      GaussianProcess withPoints(int most) {
        return new GaussianProcess(most, memory, kinematics, within);
      }
    }
  }

  /**
   * Bounds of one entry of the state.
   *
   * @param entry the sensor's name
   * @param lower in the sensor's unit, −∞ for none
   * @param upper in the sensor's unit, above the lower one, ∞ for none
   */
  public record EntryBounds(String entry, double lower, double upper) {

    public EntryBounds {
      if (!(lower < upper)) {
        throw new IllegalArgumentException("bounds of " + entry
            + " must have the lower one below the upper one, were " + lower + " and " + upper);
      }
    }
  }

  /** What a step's regression knows before it sees its points. */
  public enum Prior {
    NONE,
    GLOBAL,
    MIXTURE
  }

  /** What to begin with. */
  public sealed interface InitialSettings {

    /** No action at all. */
    record Zero() implements InitialSettings {}

    /**
     * Hold the start: u = −kp (q − q₀) − kd q̇ at the driven joints, in the actuators' order.
     *
     * @param kp m stiffnesses [N·m/rad or N/m]
     * @param kd m dampings [N·m·s/rad or N·s/m]
     */
    record Pd(List<Double> kp, List<Double> kd) implements InitialSettings {

      public Pd {
        kp = nonNegative(kp, "initial.kp");
        kd = nonNegative(kd, "initial.kd");
      }
    }

    /**
     * The LQR that holds the start if every driven joint were a double integrator of unit inertia.
     *
     * @param stiffness weight of a position error against the input
     * @param damping weight of a velocity against the input
     */
    record DoubleIntegrator(double stiffness, double damping) implements InitialSettings {

      public DoubleIntegrator {
        Require.positive(stiffness, "initial.stiffness");
        Require.positive(damping, "initial.damping");
      }
    }

    /**
     * The controllers of an earlier run.
     *
     * @param path of the run's folder
     * @param fingerprint SHA-256 of its controllers' files, if they must be these and no others
     * @param excites whether the body is excited all the same before they are tried
     */
    record FromRun(String path, Optional<String> fingerprint, boolean excites)
        implements InitialSettings {}

    /** What iterative LQR finds on the robot's own equations of motion, which must be known then. */
    record Reference() implements InitialSettings {}
  }

  /**
   * When to stop at the latest, and when a controller is good enough.
   *
   * @param iterations at most
   * @param seconds of experience per condition, at most
   * @param confirmations episodes per condition without noise that must all succeed before a
   *     controller is taken; 0 to spend the whole budget
   */
  public record BudgetSettings(int iterations, double seconds, int confirmations) {

    public BudgetSettings {
      Require.atLeast(iterations, 1, "budget.iterations");
      Require.positive(seconds, "budget.seconds");
      Require.atLeast(confirmations, 0, "budget.confirmations");
    }
  }

  private static List<Double> positive(List<Double> values, String name) {
    values.forEach(value -> Require.positive(value, name));
    return List.copyOf(values);
  }

  private static List<Double> nonNegative(List<Double> values, String name) {
    values.forEach(value -> Require.nonNegative(value, name));
    return List.copyOf(values);
  }
}
