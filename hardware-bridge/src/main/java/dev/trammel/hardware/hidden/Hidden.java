package dev.trammel.hardware.hidden;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the robots that answer to one description an emulated one is.
 *
 * @param seed draws it
 * @param family what is drawn; nothing for what any real robot has, mild and known where the seed is
 *     0, and drawn for all others
 * @param flaws what is wrong with it
 */
public record Hidden(long seed, Optional<Family> family, Flaws flaws) {

  /** The robot as it is described, as near as a real one comes to that. */
  public static Hidden described() {
    return usual(0);
  }

  /** One with a bit of everything. */
  public static Hidden usual(long seed) {
    return new Hidden(seed, Optional.empty(), Flaws.NONE);
  }

  /** One of a family, without flaws. */
  public static Hidden of(String family, long seed) {
    return new Hidden(seed, Optional.of(Family.parse(family)), Flaws.NONE);
  }

  /** The same robot with something wrong. */
  public Hidden with(Flaws others) {
    return new Hidden(seed, family, others);
  }

  /**
   * What the robot really is.
   *
   * @throws UsageException if the family asks for what no joint can be
   */
  public Truth truth(RobotModel robot, Vector3 gravity) {
    return new Truth(effects(robot, gravity), flaws, seed);
  }

  private List<Effects> effects(RobotModel robot, Vector3 gravity) {
    Drawing drawing = new Drawing(robot, gravity);
    try {
      List<Effects> effects = new ArrayList<>(
          family.map(drawn -> drawing.of(drawn, seed)).orElseGet(() -> drawing.usual(seed)));
      for (Flaw flaw : flaws.all()) {
        if (flaw instanceof Flaw.FlippedEncoder flipped) {
          effects.set(flipped.joint(), effects.get(flipped.joint()).withFlippedEncoder());
        }
      }
      return effects;
    } catch (IllegalArgumentException e) {
      throw new UsageException("--hidden: " + e.getMessage(), e);
    }
  }

  /** Whether nobody knows the robot yet: it is on a bench, to be looked at. */
  public boolean isOnBench() {
    return family.isPresent();
  }

  /** Whether an encoder may read something else than its joint's position. */
  public boolean mayReadOtherwise() {
    return mostGear() != 1 || mostOffset() > 0;
  }

  /** What an encoder reads at most for one true unit, if nobody has looked at it yet [-]. */
  public double mostGear() {
    return family.map(drawn -> drawn.most(Kind.GEAR, 1)).orElse(1.0);
  }

  /** By how much an encoder may be off at most, if nobody has looked at it yet [rad or m]. */
  public double mostOffset() {
    return family
        .map(drawn -> drawn.most(Kind.OFFSET, 0) + drawn.most(Kind.ECCENTRICITY, 0))
        .orElse(0.0);
  }
}
