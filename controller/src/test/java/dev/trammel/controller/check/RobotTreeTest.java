package dev.trammel.controller.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.robot.UrdfReader;
import dev.trammel.controller.task.TaskCatalog;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RobotTreeTest {

  @Test
  void aRobotIsATreeWithMassesAndLimits() throws IOException {
    assertThat(RobotTree.of(UrdfReader.read(
            TaskCatalog.shipped().find("planar-reach").resolveSibling("planar-reach.urdf"))))
        .containsExactly(
            "planar-reach: 2 joints that move, 4 links, 2 kg that move",
            "├─ base, stands at (0, 0, 0)",
            "└─ shoulder (continuous about (0, 0, 1), ±8 N·m, ≤ 20 rad/s, damping 0.2) carries upper:"
                + " 1 kg at (0.25, 0, 0), moments 5×10⁻⁵, 0.0208, 0.0208 kg·m², touches nothing",
            "   └─ elbow (continuous about (0, 0, 1), ±8 N·m, ≤ 20 rad/s, damping 0.2) carries fore:"
                + " 1 kg at (0.25, 0, 0), moments 5×10⁻⁵, 0.0208, 0.0208 kg·m², touches nothing",
            "      └─ tip, fixed at (0.5, 0, 0)");
  }
}
