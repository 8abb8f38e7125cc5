package dev.trammel.controller.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.spi.HostDescription;
import dev.trammel.controller.testing.SpringSled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A bundle of the sled is refused wherever anything is not the sled, and says what. */
class HostCheckTest {

  private static final PlantSpec SLED = SpringSled.task().plant().spec();

  @TempDir
  private Path folder;

  record Other(PlantSpec robot, String what) {

    @Override
    public String toString() {
      return what;
    }
  }

  static List<Other> others() {
    List<Channel> sensors = SLED.sensors();
    List<Channel> actuators = SLED.actuators();
    Channel slide = sensors.get(0);
    Channel rate = sensors.get(1);
    return List.of(
        other("cart", sensors, actuators, 0.05, "robot's name must be cart, as the host says, was"),
        other("sled", List.of(slide), actuators, 0.05, "number of sensors must be 1"),
        other("sled", List.of(rate, slide), actuators, 0.05, "name of sensor 0 must be slide vel"),
        other(
            "sled",
            List.of(Channel.unlimited("slide", "mm"), rate),
            actuators,
            0.05,
            "unit of sensor 0 must be mm, as the host says, was m"),
        other(
            "sled",
            sensors,
            List.of(new Channel("slide", "N", -5, 4)),
            0.05,
            "limits of actuator 0, slide must be [-5.0, 4.0], as the host says, was [-5.0, 5.0]"),
        other("sled", sensors, actuators, 0.02, "period [s] must be 0.02"),
        new Other(
            new PlantSpec("sled", sensors, actuators, 0.05, new SafeAction.Zero()), "safe action"));
  }

  private static Other other(
      String name, List<Channel> sensors, List<Channel> actuators, double period, String what) {
    return new Other(new PlantSpec(name, sensors, actuators, period, SLED.safeAction()), what);
  }

  @ParameterizedTest
  @MethodSource("others")
  void anotherRobotIsRefused(Other other) throws IOException {
    assertRefused(HostDescription.of(other.robot()), "is for another robot: " + other.what());
  }

  @Test
  void anotherUrdfIsRefused() throws IOException {
    assertRefused(
        HostDescription.of(SLED).withRobotSha256("00ff"),
        "SHA-256 of the robot's URDF must be 00ff, as the host says, was ");
  }

  @Test
  void aBundleThatNobodyTrustedSignedIsRefused() throws IOException {
    Path key = Files.writeString(folder.resolve("key.pem"), Bundles.PUBLIC_KEY);

    assertRefused(HostDescription.of(SLED).trusting(key), "must be signed with the key of " + key);
  }

  @Test
  void theRightRobotIsTaken() throws IOException {
    Path file = Bundles.file(folder, 1);
    BundlePlugin plugin = new BundlePlugin();
    HostDescription host =
        HostDescription.of(SLED).withRobotSha256(DeployBundle.read(file).robotSha256());

    plugin.configure(file, host);
    assertThat(plugin.robot()).isEqualTo(SLED);
  }

  private void assertRefused(HostDescription host, String what) throws IOException {
    Path file = Bundles.file(folder, 1);
    BundlePlugin plugin = new BundlePlugin();

    assertThatThrownBy(() -> plugin.configure(file, host))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(what)
        .hasMessageNotContaining("\n");
    assertThatThrownBy(plugin::robot).isInstanceOf(IllegalStateException.class);
  }
}
