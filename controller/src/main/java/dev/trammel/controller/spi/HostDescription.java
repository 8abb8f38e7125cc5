package dev.trammel.controller.spi;

import dev.trammel.controller.plant.PlantSpec;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a host knows of its robot, and whom it trusts. Each thing that is said here is demanded of a
 * bundle; what is left out is taken from it unseen.
 *
 * @param robot its sensors and actuators with their units and limits, its period and its safe action
 * @param robotSha256 of the robot's URDF file, as {@code trammel bundle --show} says it
 * @param trustedKey PEM file of the public key that a bundle must be signed with, Ed25519
 */
public record HostDescription(
    Optional<PlantSpec> robot, Optional<String> robotSha256, Optional<Path> trustedKey) {

  /** Takes any bundle's word for what the robot is: for tools, not for robots. */
  public static HostDescription unknown() {
    return new HostDescription(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Demands a bundle for this robot. */
  public static HostDescription of(PlantSpec robot) {
    return new HostDescription(Optional.of(robot), Optional.empty(), Optional.empty());
  }

  /** Demands a bundle that was learned on a robot of this very URDF file. */
  public HostDescription withRobotSha256(String sha256) {
    return new HostDescription(robot, Optional.of(sha256), trustedKey);
  }

  /** Demands a bundle that was signed with this key. */
  public HostDescription trusting(Path publicKey) {
    return new HostDescription(robot, robotSha256, Optional.of(publicKey));
  }
}
