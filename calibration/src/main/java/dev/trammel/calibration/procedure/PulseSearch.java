package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Looks for the smallest pulse of each actuator that its own joint answers to. It begins so small
 * that even the lightest joint of the robot, should the motor be on that one, hardly moves, and ends
 * where any joint has moved enough.
 */
final class PulseSearch {

  /** Of the limit, however much the session allows. */
  private static final double MOST_OF_LIMIT = 0.05;

  private static final double FACTOR = 3;
  private static final double SMALL_FACTOR = 1.4;
  private static final double LONGEST_HALF = 0.05;
  private static final int SHORTEST_HALF = 2;

  /** Way that a pulse is made for, against friction of so much of the limit [rad or m]. */
  private static final double WAY = 0.05;

  private static final double USUAL_FRICTION = 0.02;
  private static final double FIRST_WAY = 0.01;

  /** Of the speed that the session allows, what a body without friction may come to. */
  private static final double SHARE_OF_SPEED = 0.9;

  /** Once a joint has moved so far, nothing greater is tried [rad or m]. */
  private static final double FAR_ENOUGH = 0.03;

  /** Described friction, so many times [-]. */
  private static final double PLENTY = 3;

  /** A robot with brakes, or a person beside it, has settled it by then [s]. */
  private static final double SETTLE = 0.6;

  /** A joint that goes further when it is let go does not stand [rad or m]. */
  private static final double STAYS = 0.1;

  private final BenchSession session;
  private final BenchRobot robot;
  private final StateLayout layout;
  private final DMatrixRMaj Minv;
  private final double[] bounds;
  private final double[] friction;
  private final double[][] impossible;
  private final PulseAnswers answers;
  private Hold hold;

  PulseSearch(BenchSession session, double[] stands) {
    this.session = session;
    robot = session.robot();
    layout = robot.described().layout();
    Minv = inverseInertia(robot.described(), stands);
    bounds = bounds(robot, Math.min(MOST_OF_LIMIT, session.share()));
    friction = new double[robot.described().robot().degreesOfFreedom()];
    impossible = new double[Minv.numRows][bounds.length];
    answers = new PulseAnswers(robot, Minv);
    hold = Hold.none(robot);
  }

  /** Pulses from now on are of a robot that is held so. */
  void hold(Hold by) {
    hold = by;
  }

  /** A share of what each actuator can give. */
  static double[] bounds(BenchRobot robot, double share) {
    return IntStream.range(0, robot.described().actuators().size())
        .mapToDouble(actuator -> share * robot.greatestEffort(actuator))
        .toArray();
  }

  /** M⁻¹ of the described robot where it stands. */
  static DMatrixRMaj inverseInertia(PlantSettings described, double[] stands) {
    int n = described.robot().degreesOfFreedom();
    double[] q = new double[n];
    described.layout().readPositions(new DMatrixRMaj(stands.length, 1, true, stands), q);
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    new RigidBodyDynamics(described.robot(), described.world().gravity()).massMatrix(q, M);
    if (!CommonOps_DDRM.invert(M)) {
      throw new IllegalStateException("a mass matrix is positive definite");
    }
    return M;
  }

  /**
   * Lets go of the robot without any pulse.
   *
   * @return the joints that do not stay where they are, and how far each went [rad or m]
   */
  SortedMap<Integer, Double> sagging() {
    double[] before = settled("let-go-before");
    session.perform(new Pulse(0, 0, SHORTEST_HALF).motion("let-go", robot, before, bounds, hold));
    double[] after = settled("let-go-after");
    SortedMap<Integer, Double> sagging = new TreeMap<>();
    for (int joint = 0; joint < layout.joints(); joint++) {
      int sensor = layout.position(joint);
      if (sensor != StateLayout.ABSENT && Math.abs(after[sensor] - before[sensor]) > STAYS) {
        sagging.put(joint, after[sensor] - before[sensor]);
      }
    }
    return sagging;
  }

  private double[] settled(String name) {
    Recording rest = session.listen(name, (int) Math.ceil(SETTLE / robot.period()));
    return Readings.at(rest, rest.steps());
  }

  /** Asks every actuator, those of other joints too: they tell of the ones that are asked about. */
  CrossTalk run() {
    CrossTalk talk = new CrossTalk(robot, Minv);
    for (int j = 0; j < bounds.length; j++) {
      search(j, talk);
    }
    return talk;
  }

  /** A motion in which nothing but what holds the robot acts. */
  Motion still(String name, int steps) {
    return new Pulse(0, 0, steps / 2)
        .motion(name, robot, settled(name + "-rest"), pulsing(0), hold);
  }

  /** About what of dry friction a joint has, as its pulse found it [N·m or N]. */
  double friction(int joint) {
    return friction[joint];
  }

  private void search(int j, CrossTalk talk) {
    int own = robot.described().actuators().get(j).joint();
    double period = robot.period();
    double most = bounds[j];
    double velocity = robot.joint(own).velocity();
    double reach = Math.sqrt(WAY / Minv.get(own, own) / (USUAL_FRICTION / MOST_OF_LIMIT * most));
    int half = Math.max(SHORTEST_HALF, (int) Math.round(Math.min(LONGEST_HALF, reach) / period));
    double gentle = velocity > 0
        ? SHARE_OF_SPEED * session.share() * velocity / (Minv.get(own, own) * half * period)
        : most;
    double lightest = lightest();
    double first = FIRST_WAY / (lightest * half * period * half * period);
    int level = 0;
    for (double effort = Math.min(first, most); ; effort = next(effort, gentle, most)) {
      Pulse pulse = new Pulse(j, level % 2 == 0 ? effort : -effort, half);
      Asked asked = ask(pulse, level++, own, talk);
      if (asked.isClear() && isConfirmed(pulse, asked, level++, own, talk)) {
        friction[own] = friction(effort, talk.gain(own, j) / Minv.get(own, own));
        return;
      }
      if (asked.isImpossible() && isImpossible(pulse, asked, level++, own, talk)) {
        return;
      }
      if (asked.moved() > FAR_ENOUGH || effort >= most) {
        return;
      }
    }
  }

  /** Beyond what would be fast without friction the steps are small: friction holds it until then. */
  private static double next(double effort, double gentle, double most) {
    double wide = Math.min(FACTOR * effort, gentle);
    return Math.min(most, wide > effort ? wide : SMALL_FACTOR * effort);
  }

  /**
   * The same the other way round: an answer that was a chance, or came of something else that moves
   * it, has another sign then, or none.
   */
  private boolean isConfirmed(Pulse pulse, Asked asked, int level, int own, CrossTalk talk) {
    Asked again = ask(pulse.opposite(), level, own, talk);
    boolean agrees = again.own() * asked.own() > 0;
    talk.doubt(own, pulse.actuator(), !agrees);
    return agrees;
  }

  /**
   * Of the way without friction a share r is left where dry friction is f of the effort: on the way
   * out 1 − f accelerates and 1 + f brakes, so that r = (1 − f)/(1 + f).
   */
  private static double friction(double effort, double share) {
    double r = Math.max(0, Math.min(1, Math.abs(share)));
    return effort * (1 - r) / (1 + r);
  }

  /** What a unit of effort accelerates the lightest joint by. */
  private double lightest() {
    double greatest = 0;
    for (int i = 0; i < Minv.numRows; i++) {
      greatest = Math.max(greatest, Minv.get(i, i));
    }
    return greatest;
  }

  /** The other way round too: what slipped goes the same way again. */
  private boolean isImpossible(Pulse pulse, Asked asked, int level, int own, CrossTalk talk) {
    Asked again = ask(pulse.opposite(), level, own, talk);
    boolean agrees = again.beyond() * asked.beyond() > 0;
    if (agrees) {
      talk.addImpossible(
          pulse.actuator(), Math.min(Math.abs(asked.beyond()), Math.abs(again.beyond())));
    }
    return agrees;
  }

  /**
   * What came of a pulse.
   *
   * @param moved how far the joint went that went furthest [rad or m]
   * @param own answer of the joint that it is for; 0 for none that is clear
   * @param beyond the same where it is greater than possible
   */
  private record Asked(double moved, double own, double beyond) {

    boolean isClear() {
      return own != 0;
    }

    boolean isImpossible() {
      return beyond != 0;
    }
  }

  private Asked ask(Pulse pulse, int level, int own, CrossTalk talk) {
    String name = String.format(Locale.ROOT, "pulse-%s-%d", robot.joint(own).name(), level + 1);
    double[] stands = settled(name + "-rest");
    Recording recording =
        session.perform(pulse.motion(name, robot, stands, pulsing(pulse.actuator()), hold));
    double given = greatest(Readings.applied(recording, pulse.actuator()));
    talk.given(pulse.actuator(), given / Math.abs(pulse.effort()), isPlenty(pulse, given, own));
    double furthest = 0;
    double mine = 0;
    double beyond = 0;
    for (int i = 0; i < Minv.numRows; i++) {
      int sensor = layout.position(i);
      Pulse.Answer answer =
          sensor == StateLayout.ABSENT ? Pulse.Answer.NONE : answers.of(pulse, recording, i, own);
      if (answers.isClear(answer, sensor)) {
        boolean isPossible = talk.isPossible(i, answer.gain());
        if (isPossible) {
          talk.add(i, pulse.actuator(), answer.gain());
        }
        mine = i == own && isPossible ? answer.gain() : mine;
        beyond = i == own && !isPossible ? answer.gain() : beyond;
        furthest = isPossible || isRepeated(i, pulse.actuator(), answer.gain())
            ? Math.max(furthest, Math.abs(answer.way()))
            : furthest;
      }
    }
    return new Asked(furthest, mine, beyond);
  }

  /** Whether an impossible answer has the sign of the last one: what slips goes one way alone. */
  private boolean isRepeated(int i, int actuator, double gain) {
    double last = impossible[i][actuator];
    impossible[i][actuator] = gain;
    return last * gain > 0;
  }

  private static double greatest(double[] efforts) {
    return Arrays.stream(efforts).map(Math::abs).max().orElse(0);
  }

  /** What holds the robot may take more than a pulse does. */
  private double[] pulsing(int actuator) {
    double[] all = bounds.clone();
    for (int i = 0; i < all.length; i++) {
      double held = hold.isHeld(i) ? hold.bounds()[i] : bounds[i];
      all[i] = i == actuator ? Math.max(held, bounds[i]) : held;
    }
    return all;
  }

  /** Whether a joint moves by what it was given, though it rub a good deal more than described. */
  private boolean isPlenty(Pulse pulse, double given, int own) {
    double way = Minv.get(own, own) * given * Math.pow(pulse.half() * robot.period(), 2);
    double rubs = robot.joint(own).friction();
    double usual = USUAL_FRICTION * robot.greatestEffort(pulse.actuator());
    return given > PLENTY * (rubs > 0 ? rubs : usual) && way > FAR_ENOUGH;
  }
}
