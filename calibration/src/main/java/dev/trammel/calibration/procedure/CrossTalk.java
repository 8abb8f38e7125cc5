package dev.trammel.calibration.procedure;

import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.report.MatrixPlot;
import dev.trammel.controller.report.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Which joint answers to which actuator, and what follows from it.
 *
 * <pre>
 *   c  n×m  answer of joint i to actuator j, signed; 0 where there was none
 *   w  n    what an effort on joint i alone accelerates it by, (M⁻¹)ᵢᵢ of the described robot
 *   ρ       (M⁻¹)ᵢⱼ/√(wᵢ wⱼ), at most 1 either way since M is positive definite
 * </pre>
 *
 * <p>An effort on joint k moves the others with it, by cᵢₖ = ρᵢₖ √(wᵢ wₖ). Of all cᵢⱼ/√wᵢ the
 * greatest is therefore that of the joint that the motor is really on, whatever their sizes. A builder; not
 * thread-safe.
 */
final class CrossTalk {

  /** Another joint must answer by so much more before a motor counts as being on it. */
  private static final double MORE = 1.5;

  /** What answers so many times as much as it is described to slipped, or fell. */
  private static final double IMPOSSIBLE = 3;

  /** More than this is not of masses, inertias and motors that are a third off, all to one side. */
  private static final double SURPRISING = 1.7;

  /** Part of a pulse that is all of it. */
  private static final double ALL = 0.9;

  /** Joints that hang together less than this tell nothing of each other's signs. */
  private static final double RELATED = 0.2;

  private static final String SIGN = " sign";
  private static final String MOTOR = " motor";

  private final BenchRobot robot;
  private final DMatrixRMaj Minv;
  private final double[][] answers;
  private final boolean[][] clear;
  private final boolean[][] doubtful;
  private final double[] beyond;
  private final int[] joints;
  private final double[] given;
  private final boolean[] plenty;

  /** @param Minv n×n of the described robot where it stands; not modified */
  CrossTalk(BenchRobot robot, DMatrixRMaj Minv) {
    this.robot = robot;
    this.Minv = Minv.copy();
    int n = Minv.numRows;
    int m = robot.described().actuators().size();
    answers = new double[n][m];
    clear = new boolean[n][m];
    doubtful = new boolean[n][m];
    beyond = new double[m];
    joints = new int[m];
    given = new double[m];
    plenty = new boolean[m];
    for (int j = 0; j < m; j++) {
      joints[j] = robot.described().actuators().get(j).joint();
    }
  }

  /** Whether an effort, on whatever joint it is, can bring about such an answer of joint i. */
  boolean isPossible(int i, double answer) {
    return times(i, answer) < IMPOSSIBLE;
  }

  /** An answer of joint i as a multiple of the greatest that any effort can bring about. */
  private double times(int i, double answer) {
    double most = 0;
    for (int k = 0; k < Minv.numCols; k++) {
      most = Math.max(most, Math.abs(Minv.get(i, k)));
    }
    return Math.abs(answer) / most;
  }

  /** The joint of actuator j answered to either sign of it as nothing can that is as described. */
  void addImpossible(int j, double answer) {
    beyond[j] = times(joints[j], answer);
  }

  /** Joint i answered to actuator j. */
  void add(int i, int j, double answer) {
    answers[i][j] = answer;
    clear[i][j] = true;
  }

  /**
   * An actuator was given so much of its last pulse.
   *
   * @param isPlenty whether its joint, as it is described, moves by that, and surely
   */
  void given(int j, double share, boolean isPlenty) {
    given[j] = share;
    plenty[j] = isPlenty;
  }

  /** Whether joint i answered to actuator j now so, now otherwise. */
  void doubt(int i, int j, boolean is) {
    doubtful[i][j] = is;
  }

  /** Whether joint i answered to actuator j. */
  boolean isClear(int i, int j) {
    return clear[i][j];
  }

  /** How joint i answered to actuator j. */
  double gain(int i, int j) {
    return answers[i][j];
  }

  /** Whether a joint's encoder answered to anything. */
  boolean isAlive(int joint) {
    for (boolean each : clear[joint]) {
      if (each) {
        return true;
      }
    }
    return false;
  }

  /** Size of an answer without the size of the joint. */
  private double scaled(int i, int j) {
    return clear[i][j] ? Math.abs(answers[i][j]) / Math.sqrt(Minv.get(i, i)) : 0;
  }

  /** The joint that an actuator is on, by what moved; −1 if nothing did. */
  int drives(int j) {
    int own = joints[j];
    int best = own;
    for (int i = 0; i < answers.length; i++) {
      double least = best == own ? MORE * scaled(best, j) : scaled(best, j);
      if (scaled(i, j) > least) {
        best = i;
      }
    }
    return scaled(best, j) > 0 ? best : -1;
  }

  /** What is to be said of the signs and of the places of all actuators. */
  List<Judgement> judgements() {
    return IntStream.range(0, joints.length).mapToObj(this::judgement).toList();
  }

  private Judgement judgement(int j) {
    return unanswered(j).or(() -> misplaced(j)).orElseGet(() -> sign(j));
  }

  private String subject(int j, String of) {
    return robot.joint(joints[j]).name() + of;
  }

  /** Where nothing can be said of its place and sign. */
  private Optional<Judgement> unanswered(int j) {
    int own = joints[j];
    if (beyond[j] > 0) {
      return Optional.of(Judgement.notIdentifiable(
          subject(j, SIGN),
          "its position goes " + Numbers.significant(beyond[j], 2) + " times as far at least as any"
              + " effort could take it as it is described: its encoder counts before a gear, or its"
              + " masses are far from the described; mend that, then run checkout again"));
    }
    boolean isHeldBack = given[j] < ALL && !plenty[j] && !clear[own][j];
    if (isHeldBack && (!isAlive(own) || drives(j) < 0)) {
      return Optional.of(Judgement.notIdentifiable(
          subject(j, SIGN),
          "it did not move, and the robot gave only " + Numbers.significant(100 * given[j], 2)
              + " % of what it was asked for: its own limits hold it back"));
    }
    return isAlive(own)
        ? Optional.empty()
        : Optional.of(Judgement.fail(
            subject(j, " encoder"),
            "its position did not move with any pulse, up to the greatest: the encoder is dead or"
                + " not connected, or the joint is held fast"));
  }

  /** Where the motor is on no joint, or on another one. */
  private Optional<Judgement> misplaced(int j) {
    int own = joints[j];
    String name = robot.joint(own).name();
    int driven = drives(j);
    int partner = drivenInstead(j);
    String wrong = "";
    if (driven >= 0 && driven != own) {
      wrong = "it moves " + robot.joint(driven).name() + ", not " + name
          + ": swap the two motors' cables";
    } else if (partner >= 0 && (driven < 0 || doubtful[own][j] || answers[own][j] < 0)) {
      String other = robot.joint(partner).name();
      wrong = "the motor of " + other + " moves " + name + ", so it seems it moves " + other
          + ", not " + name + ": swap the two motors' cables";
    } else if (driven < 0) {
      wrong = "nothing moved by it, up to the greatest pulse: it is off, or not connected";
    }
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(Judgement.fail(subject(j, MOTOR), wrong));
  }

  private Judgement sign(int j) {
    int own = joints[j];
    String subject = subject(j, SIGN);
    if (doubtful[own][j]) {
      return Judgement.notIdentifiable(
          subject,
          "it moved the same way for efforts of either sign: something else moves it; hold the robot"
              + " still, and run checkout again");
    }
    double gain = answers[own][j];
    if (gain < 0) {
      return Judgement.fail(
          subject,
          "a positive effort makes its position fall: " + culprit(j) + "; change its sign");
    }
    // motions that follow the sensors go by what is known, and would run away
    if (robot.readingSlope(own) < 0) {
      return Judgement.fail(
          subject,
          "a positive effort makes its position rise, but an earlier run found that it counts"
              + " backwards, and motions go by that: run encoder again, or begin anew with"
              + " --calibration none");
    }
    double share = gain / Minv.get(own, own);
    return Judgement.pass(
        subject,
        "a positive effort makes its position rise, by " + Numbers.significant(100 * share, 2)
            + " % of what its described inertia lets it without friction"
            + (share > SURPRISING
                ? ", which is much: its encoder may count before a gear, or it is lighter than"
                    + " described; encoder tells"
                : ""));
  }

  /** The joint whose motor is on the joint of this one; −1 for none. */
  private int drivenInstead(int j) {
    for (int k = 0; k < joints.length; k++) {
      if (k != j && drives(k) == joints[j]) {
        return joints[k];
      }
    }
    return -1;
  }

  /** The other joints tell which of the two is the wrong way round. */
  private String culprit(int j) {
    int own = joints[j];
    int same = 0;
    int opposite = 0;
    for (int i = 0; i < answers.length; i++) {
      double rho = Minv.get(i, own) / Math.sqrt(Minv.get(i, i) * Minv.get(own, own));
      if (i != own && clear[i][j] && Math.abs(rho) > RELATED) {
        same += answers[i][j] * rho > 0 ? 1 : 0;
        opposite += answers[i][j] * rho < 0 ? 1 : 0;
      }
    }
    return same > opposite
        ? "it seems its encoder counts the wrong way, for the other joints answer as they should"
        : opposite > same
            ? "it seems its motor turns the wrong way, for the other joints answer the wrong way too"
            : "its encoder counts, or its motor turns, the wrong way";
  }

  /** How each joint answered, of what its inertia alone would, for the report. */
  MatrixPlot figure() {
    double[][] rows = new double[answers.length][joints.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < joints.length; j++) {
        rows[i][j] =
            Math.signum(answers[i][j]) * scaled(i, j) / Math.sqrt(Minv.get(joints[j], joints[j]));
      }
    }
    return new MatrixPlot(
        "How positions answer to efforts, of what inertia alone would do",
        new MatrixPlot.Names(
            "effort on",
            IntStream.of(joints).mapToObj(joint -> robot.joint(joint).name()).toList()),
        new MatrixPlot.Names(
            "position of",
            IntStream.range(0, rows.length)
                .mapToObj(joint -> robot.joint(joint).name())
                .toList()),
        rows);
  }
}
