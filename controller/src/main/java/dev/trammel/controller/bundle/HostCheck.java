package dev.trammel.controller.bundle;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.spi.HostDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Whether a bundle is what a host demands. */
final class HostCheck {

  private HostCheck() {}

  /**
   * Refuses a bundle that is not for this host.
   *
   * @throws UsageException if it is not; names what differs
   */
  static void require(Path file, DeployBundle bundle, HostDescription host) throws IOException {
    if (host.trustedKey().isPresent()) {
      bundle.requireSignedBy(file, host.trustedKey().get());
    }
    host.robotSha256().ifPresent(sha256 -> {
      if (!sha256.toLowerCase(Locale.ROOT).equals(bundle.robotSha256())) {
        throw refused(file, "SHA-256 of the robot's URDF", sha256, bundle.robotSha256());
      }
    });
    host.robot().ifPresent(robot -> requireRobot(file, robot, bundle.robot()));
  }

  static void requireRobot(Path file, PlantSpec host, PlantSpec bundle) {
    requireEqual(file, "robot's name", host.name(), bundle.name());
    requireChannels(file, "sensor", host.sensors(), bundle.sensors());
    requireChannels(file, "actuator", host.actuators(), bundle.actuators());
    if (Math.abs(host.period() - bundle.period()) > 1e-9 * bundle.period()) {
      throw refused(file, "period [s]", host.period(), bundle.period());
    }
    requireEqual(file, "safe action", host.safeAction(), bundle.safeAction());
  }

  private static void requireChannels(
      Path file, String kind, List<Channel> host, List<Channel> bundle) {
    requireEqual(file, "number of " + kind + "s", host.size(), bundle.size());
    for (int i = 0; i < host.size(); i++) {
      String place = kind + " " + i;
      requireEqual(file, "name of " + place, host.get(i).name(), bundle.get(i).name());
      requireEqual(file, "unit of " + place, host.get(i).unit(), bundle.get(i).unit());
      String limits = "limits of " + place + ", " + host.get(i).name();
      requireEqual(file, limits, limits(host.get(i)), limits(bundle.get(i)));
    }
  }

  private static String limits(Channel channel) {
    return "[" + channel.lower() + ", " + channel.upper() + "]";
  }

  private static void requireEqual(Path file, String what, Object host, Object bundle) {
    if (!host.equals(bundle)) {
      throw refused(file, what, host, bundle);
    }
  }

  private static UsageException refused(Path file, String what, Object host, Object bundle) {
    return new UsageException(file + " is for another robot: " + what + " must be " + host
        + ", as the host says, was " + bundle);
  }
}
