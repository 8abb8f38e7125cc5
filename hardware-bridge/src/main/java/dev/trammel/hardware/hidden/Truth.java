package dev.trammel.hardware.hidden;

import java.util.List;

/**
 * What one emulated robot is.
 *
 * @param joints what each of them is, with its link, motor and sensors
 * @param flaws what is wrong with it; encoders that count the other way do so in {@code joints} too
 * @param seed of its noise
 */
public record Truth(List<Effects> joints, Flaws flaws, long seed) {

  public Truth {
    joints = List.copyOf(joints);
  }

  /** Whether the encoder of a joint is dead. */
  public boolean isDead(int joint) {
    return flaws.all().contains(new Flaw.DeadEncoder(joint));
  }

  /** Where the encoder of a joint reads no further, if it does so. */
  public List<Flaw.SaturatedEncoder> saturations(int joint) {
    return flaws.all().stream()
        .filter(Flaw.SaturatedEncoder.class::isInstance)
        .map(Flaw.SaturatedEncoder.class::cast)
        .filter(flaw -> flaw.joint() == joint)
        .toList();
  }
}
