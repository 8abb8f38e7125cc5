package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Inertia;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ObjDoubleConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotionSlopesTest {

  private static final int JOINTS = 3;
  private static final double[] UNKNOWNS = {0.3, 0.6, 1.2, 0.05, 0.2, 0.1, 1};
  private static final int STRENGTH = 6;
  private static final double STEP = 1e-6;

  /** Damping, dry friction, mass of the last rod, asymmetry, stiction and where it fades. */
  private static Machine machine(double[] values) {
    Machine chain = Pendulums.damped(Pendulums.chain(JOINTS, values[1], 0), values[0])
        .withFriction(
            0,
            JointFriction.coulomb(values[1])
                .withAsymmetry(values[3])
                .withStiction(values[4], values[5]));
    List<Body> bodies = new ArrayList<>(chain.robot().bodies());
    Body last = bodies.get(JOINTS - 1);
    Inertia rod = last.inertia();
    bodies.set(JOINTS - 1, last.with(new Inertia(values[2], rod.centre(), rod.rotational())));
    return chain.withRobot(chain.robot().withBodies(bodies));
  }

  private static double effort(double t, int joint) {
    return (8 - 2 * joint) * Math.sin((5 + 2 * joint) * t + joint);
  }

  private static void go(
      FrictionalMotion motion, ObjDoubleConsumer<Integer> told, double[] values) {
    double[] tau = new double[JOINTS];
    for (int k = 0; k < 200; k++) {
      for (int i = 0; i < JOINTS; i++) {
        double whole = effort(0.004 * k, i);
        tau[i] = values[STRENGTH] * whole;
        told.accept(i, whole);
      }
      motion.step(tau, 0.004);
    }
  }

  private static double[] end(double[] values, double[] start) {
    FrictionalMotion motion = new FrictionalMotion(machine(values));
    begin(motion, start);
    go(motion, (joint, whole) -> {}, values);
    double[] end = new double[2 * JOINTS];
    for (int i = 0; i < JOINTS; i++) {
      end[i] = motion.position(i);
      end[JOINTS + i] = motion.rate(i);
    }
    return end;
  }

  private static void begin(FrictionalMotion motion, double[] start) {
    double[] q = new double[JOINTS];
    double[] qd = new double[JOINTS];
    System.arraycopy(start, 0, q, 0, JOINTS);
    System.arraycopy(start, JOINTS, qd, 0, JOINTS);
    motion.begin(q, qd);
  }

  private static MachineSlopes slopes(double[] values) {
    List<Machine> changed = new ArrayList<>();
    double[] steps = new double[values.length];
    for (int p = 0; p < values.length; p++) {
      double[] there = values.clone();
      steps[p] = STEP;
      there[p] += STEP;
      changed.add(machine(there));
    }
    return new MachineSlopes(machine(values), changed, steps);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void slopesCarriedAlongAreThoseOfDifferencesThroughRestAndTurns(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] start = random.doubles(2 * JOINTS, -1, 1).toArray();
    MotionSlopes slopes = new MotionSlopes(slopes(UNKNOWNS));
    begin(slopes.motion(), start);
    go(slopes.motion(), (joint, whole) -> slopes.effort(joint, STRENGTH, whole), UNKNOWNS);

    for (int c = 0; c < UNKNOWNS.length + start.length; c++) {
      double[] above = moved(c, start, STEP);
      double[] below = moved(c, start, -STEP);
      for (int i = 0; i < JOINTS; i++) {
        double position = (above[i] - below[i]) / (2 * STEP);
        double rate = (above[JOINTS + i] - below[JOINTS + i]) / (2 * STEP);
        assertThat(slopes.position(i, c))
            .isCloseTo(position, within(1e-4 + 1e-3 * Math.abs(position)));
        assertThat(slopes.rate(i, c)).isCloseTo(rate, within(1e-3 + 1e-3 * Math.abs(rate)));
      }
    }
  }

  private static double[] moved(int column, double[] start, double by) {
    double[] values = UNKNOWNS.clone();
    double[] from = start.clone();
    if (column < values.length) {
      values[column] += by;
    } else {
      from[column - values.length] += by;
    }
    return end(values, from);
  }
}
