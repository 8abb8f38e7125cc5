package dev.trammel.hardware.hidden;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.hardware.hidden.Flaw.DeadEncoder;
import dev.trammel.hardware.hidden.Flaw.EarlyStop;
import dev.trammel.hardware.hidden.Flaw.FlippedEncoder;
import dev.trammel.hardware.hidden.Flaw.FlippedMotor;
import dev.trammel.hardware.hidden.Flaw.SaturatedEncoder;
import dev.trammel.hardware.hidden.Flaw.SlowWatchdog;
import dev.trammel.hardware.hidden.Flaw.SwappedMotors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * All that is wrong with a robot. Immutable.
 *
 * @param all in no order
 */
public record Flaws(List<Flaw> all) {

  public static final Flaws NONE = new Flaws(List.of());

  /** Of ten robots so many have no flaw, and so many have one; the others have two. */
  private static final int WITHOUT = 2;

  private static final int WITH_ONE = 5;
  private static final double USUAL_SHARE = 0.5;
  private static final List<String> DRAWN =
      List.of("sign", "motor", "swap", "dead", "limit", "watchdog");
  private static final String RULE = "; there are sign:JOINT, motor:JOINT, swap:JOINT:JOINT,"
      + " dead:JOINT, saturate:JOINT:POSITION, limit:JOINT[:SHARE] and watchdog:SECONDS";

  public Flaws {
    all = List.copyOf(all);
  }

  /**
   * Reads {@code sign:joint2,swap:joint1:joint3,watchdog:0.3}.
   *
   * @throws UsageException if there is no such flaw, or no such joint
   */
  public static Flaws parse(String text, RobotModel robot) {
    List<Flaw> all = new ArrayList<>();
    for (String entry : text.split(",", -1)) {
      try {
        all.add(requireFitting(flaw(entry.strip().split(":", -1), robot), robot));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--flaws: " + e.getMessage() + ", was '" + entry + "'" + RULE, e);
      }
    }
    return new Flaws(all);
  }

  private static Flaw flaw(String[] parts, RobotModel robot) {
    return switch (parts[0] + ":" + (parts.length - 1)) {
      case "sign:1" -> new FlippedEncoder(joint(parts[1], robot));
      case "motor:1" -> new FlippedMotor(joint(parts[1], robot));
      case "swap:2" -> new SwappedMotors(joint(parts[1], robot), joint(parts[2], robot));
      case "dead:1" -> new DeadEncoder(joint(parts[1], robot));
      case "saturate:2" ->
        new SaturatedEncoder(joint(parts[1], robot), Double.parseDouble(parts[2]));
      case "limit:1" -> new EarlyStop(joint(parts[1], robot), USUAL_SHARE);
      case "limit:2" -> new EarlyStop(joint(parts[1], robot), Double.parseDouble(parts[2]));
      case "watchdog:1" -> new SlowWatchdog(Double.parseDouble(parts[1]));
      default -> throw new IllegalArgumentException("no flaw is written so");
    };
  }

  private static int joint(String name, RobotModel robot) {
    for (int i = 0; i < robot.degreesOfFreedom(); i++) {
      if (robot.bodies().get(i).joint().name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("robot " + robot.name() + " has no joint '" + name + "'");
  }

  private static Flaw requireFitting(Flaw flaw, RobotModel robot) {
    if (flaw instanceof EarlyStop stop && !hasStops(robot, stop.joint())) {
      throw new IllegalArgumentException("a joint that turns for ever has no end stop");
    }
    return flaw;
  }

  private static boolean hasStops(RobotModel robot, int joint) {
    Joint described = robot.bodies().get(joint).joint();
    return Double.isFinite(described.upper() - described.lower());
  }

  /**
   * Draws none, one or two of different kinds and on different joints: none with probability 0.2, one
   * with 0.5. Each kind that the robot can have is as likely.
   *
   * @param driven joints with a motor
   */
  public static Flaws draw(long seed, RobotModel robot, List<Integer> driven) {
    SplittableRandom random = new SplittableRandom(seed);
    int chance = random.nextInt(10);
    int count = chance < WITHOUT ? 0 : chance < WITHOUT + WITH_ONE ? 1 : 2;
    return draw(count, DRAWN, random, robot, driven);
  }

  /**
   * Draws one of these kinds, each that the robot can have as likely.
   *
   * @param driven joints with a motor
   * @throws UsageException if there is no such kind, or the robot can have none of them
   */
  public static Flaws drawOne(
      long seed, List<String> kinds, RobotModel robot, List<Integer> driven) {
    for (String kind : kinds) {
      if (!DRAWN.contains(kind)) {
        throw new UsageException("--flaw-kinds: " + DRAWN + " are drawn, not '" + kind + "'");
      }
    }
    Flaws drawn = draw(1, kinds, new SplittableRandom(seed), robot, driven);
    if (drawn.all().isEmpty()) {
      throw new UsageException(
          "--flaw-kinds: robot " + robot.name() + " can have none of " + kinds);
    }
    return drawn;
  }

  private static Flaws draw(
      int count,
      List<String> among,
      SplittableRandom random,
      RobotModel robot,
      List<Integer> driven) {
    List<Integer> joints = new ArrayList<>(driven);
    List<String> kinds = new ArrayList<>(among);
    List<Flaw> all = new ArrayList<>();
    while (all.size() < count && !kinds.isEmpty()) {
      String kind = kinds.remove(random.nextInt(kinds.size()));
      boolean isPossible = switch (kind) {
        case "swap" -> joints.size() > 1;
        case "watchdog" -> true;
        case "limit" -> joints.stream().anyMatch(joint -> hasStops(robot, joint));
        default -> !joints.isEmpty();
      };
      if (isPossible) {
        all.add(draw(kind, random, joints, robot));
      }
    }
    return new Flaws(all);
  }

  private static Flaw draw(
      String kind, SplittableRandom random, List<Integer> joints, RobotModel robot) {
    if (kind.equals("watchdog")) {
      return new SlowWatchdog(rounded(random.nextDouble(0.1, 0.5)));
    }
    List<Integer> fitting = joints.stream()
        .filter(joint -> !kind.equals("limit") || hasStops(robot, joint))
        .toList();
    Integer joint = fitting.get(random.nextInt(fitting.size()));
    joints.remove(joint);
    return switch (kind) {
      case "sign" -> new FlippedEncoder(joint);
      case "motor" -> new FlippedMotor(joint);
      case "swap" -> new SwappedMotors(joint, joints.remove(random.nextInt(joints.size())));
      case "dead" -> new DeadEncoder(joint);
      default ->
        new EarlyStop(
            joint, rounded((random.nextBoolean() ? 1 : -1) * random.nextDouble(0.3, 0.8)));
    };
  }

  private static double rounded(double value) {
    return Math.rint(1000 * value) / 1000;
  }
}
