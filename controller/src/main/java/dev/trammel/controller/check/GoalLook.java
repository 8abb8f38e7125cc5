package dev.trammel.controller.check;

import static dev.trammel.controller.check.Findings.number;

import dev.trammel.controller.check.PoseSearch.Pose;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorModel;
import dev.trammel.controller.task.SuccessCondition;
import dev.trammel.controller.task.Task;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Whether there is a pose, within the joints' limits and at rest, in which the task counts as done,
 * and whether the robot can stay there.
 */
final class GoalLook implements Look {

  private static final int STARTS = 40;

  /** How little an effort must be for a joint without actuator, as a part of the robot's weight. */
  private static final double BALANCED = 1e-3;

  @Override
  public void at(Task task, Findings findings) {
    Case.each(task, findings, c -> new Goal(task.plant(), c, findings).look());
  }

  /** One condition's. */
  private static final class Goal {

    private final PlantSettings plant;
    private final Condition condition;
    private final String who;
    private final String key;
    private final Findings findings;
    private final SensorModel sensors;
    private final RigidBodyDynamics dynamics;
    private final DMatrixRMaj x;
    private final double[] rest;
    private final double[] limits;
    private final double weight;

    Goal(PlantSettings plant, Case looked, Findings findings) {
      this.plant = plant;
      this.findings = findings;
      condition = looked.condition();
      who = looked.who();
      key = looked.success();
      sensors = new SensorModel(plant);
      dynamics = new RigidBodyDynamics(plant.robot(), plant.world().gravity());
      x = new DMatrixRMaj(plant.sensors().size(), 1);
      rest = new double[Bodies.joints(plant)];
      limits = Bodies.limits(plant);
      weight = plant.world().gravity().norm()
          * plant.robot().bodies().stream()
              .mapToDouble(body -> body.inertia().mass())
              .sum();
    }

    void look() {
      PoseSearch search = new PoseSearch(plant);
      List<Pose> poses = search.from(condition.positions(), STARTS, this::ratios);
      Pose best = poses.stream().min(Comparator.comparing(Pose::largest)).orElseThrow();
      if (best.largest() > 1) {
        outOfReach(best);
        return;
      }
      if (!Bodies.hasGravity(plant)) {
        return;
      }
      Pose balanced = poses.stream()
          .filter(pose -> pose.largest() <= 1)
          .map(pose -> search.descend(pose.q(), this::ratiosAndLoads))
          .filter(pose -> Arrays.stream(ratios(pose.q())).max().orElse(0) <= 1)
          .min(Comparator.comparing(pose -> excess(pose.q())))
          .orElse(best);
      if (excess(balanced.q()) > 0) {
        tooWeak(balanced.q());
      }
    }

    private void outOfReach(Pose best) {
      List<SuccessCondition> goals = condition.success().conditions();
      for (int i = 0; i < goals.size(); i++) {
        if (best.left()[i] > 1) {
          findings.error(
              key + ".all[" + i + "]",
              "out of reach of " + who + ": in no pose within the joints' limits do all of success"
                  + " hold; in the best of " + (STARTS + 1) + " searches the "
                  + goals.get(i).name() + " is "
                  + number(best.left()[i] * goals.get(i).limit())
                  + ", allowed: " + number(goals.get(i).limit()));
        }
      }
    }

    private void tooWeak(double[] q) {
      double[] pull = pull(q);
      for (int i = 0; i < pull.length; i++) {
        if (excess(i, pull[i]) <= 0) {
          continue;
        }
        Joint joint = Bodies.joint(plant, i);
        String load = number(Math.abs(pull[i])) + " " + Bodies.effortUnit(joint);
        findings.warning(
            key,
            limits[i] > 0
                ? who + " can be reached, but not held: gravity pulls at '" + joint.name()
                    + "' with " + load + ", its actuator's limit is " + number(limits[i])
                : who + " can be reached, but not held: '" + joint.name()
                    + "' has no actuator, and gravity pulls with " + load);
      }
    }

    private double[] ratios(double[] q) {
      sensors.read(q, rest, x);
      return condition.success().conditions().stream()
          .mapToDouble(goal -> goal.measure(x) / goal.limit())
          .toArray();
    }

    private double[] ratiosAndLoads(double[] q) {
      double[] ratios = ratios(q);
      double[] pull = pull(q);
      double[] both = Arrays.copyOf(ratios, ratios.length + pull.length);
      for (int i = 0; i < pull.length; i++) {
        both[ratios.length + i] = pull[i] / (limits[i] > 0 ? 10 * limits[i] : weight);
      }
      return both;
    }

    /** By how much gravity is too strong, in all; 0 where the robot can stay. */
    private double excess(double[] q) {
      double[] pull = pull(q);
      double sum = 0;
      for (int i = 0; i < pull.length; i++) {
        sum += Math.max(0, excess(i, pull[i]));
      }
      return sum;
    }

    private double excess(int i, double pull) {
      double friction = Bodies.joint(plant, i).friction();
      if (limits[i] > 0) {
        return plant.gravityCompensation().isPresent() ? 0 : Math.abs(pull) - limits[i] - friction;
      }
      return Math.abs(pull) - BALANCED * weight - friction;
    }

    private double[] pull(double[] q) {
      double[] pull = new double[q.length];
      dynamics.gravityForces(q, pull);
      return pull;
    }
  }
}
