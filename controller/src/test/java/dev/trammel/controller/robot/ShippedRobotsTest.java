package dev.trammel.controller.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The robots of the tasks against the textbook's equations of motion. */
class ShippedRobotsTest {

  private static final Vector3 GRAVITY = new Vector3(0, 0, -9.81);

  @Test
  void thePendulumIsAUniformRod() throws IOException {
    RigidBodyDynamics dynamics = dynamics("pendulum");
    DMatrixRMaj M = new DMatrixRMaj(1, 1);
    double[] tau = new double[1];

    dynamics.massMatrix(new double[] {0.7}, M);
    dynamics.inverseDynamics(new double[] {0.7}, new double[] {2}, new double[1], tau);

    assertThat(M.get(0, 0)).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(tau[0]).isCloseTo(9.81 / 2 * Math.sin(0.7) + 0.05 * 2, within(1e-14));
  }

  @Test
  void theCartPoleIsTheTextbooks() throws IOException {
    // (M + m) ẍ + ½ m l (sin θ θ̇² − cos θ θ̈) = u − b ẋ;  ⅓ m l² θ̈ − ½ m l cos θ ẍ + ½ m g l sin
    // θ = 0
    RigidBodyDynamics dynamics = dynamics("cartpole");
    double angle = 2.1;
    double rate = -3;
    double[] q = {0.4, angle};
    DMatrixRMaj M = new DMatrixRMaj(2, 2);
    double[] tau = new double[2];

    dynamics.massMatrix(q, M);
    dynamics.inverseDynamics(q, new double[] {1.5, rate}, new double[2], tau);

    assertThat(M.get(0, 0)).isCloseTo(1, within(1e-14));
    assertThat(M.get(0, 1)).isCloseTo(-0.15 * Math.cos(angle), within(1e-14));
    assertThat(M.get(1, 1)).isCloseTo(0.06, within(1e-14));
    assertThat(tau[0]).isCloseTo(0.15 * Math.sin(angle) * rate * rate + 0.15, within(1e-13));
    assertThat(tau[1]).isCloseTo(0.15 * 9.81 * Math.sin(angle), within(1e-13));
  }

  @Test
  void tipsAreWhereTheTasksLookForThem() throws IOException {
    assertThat(tip("pendulum", Math.PI)).isLessThan(1e-15);
    assertThat(tip("cartpole", 0, Math.PI)).isLessThan(1e-15);
    assertThat(tip("cart-double-pendulum", 0, Math.PI, 0)).isLessThan(1e-15);
    assertThat(tip("planar-reach", Math.PI / 2, 0)).isLessThan(1e-15);
  }

  @Test
  void whatIsFixedMovesLikeWhatIsHeldStill(@TempDir Path folder) throws IOException {
    // Turned at every joint that is 0.19 m up its link, joint 4 among them.
    String text = Files.readString(GoldenMotion.tasks().resolve("arm7.urdf"))
        .replace("<origin xyz=\"0 0 0.19\"/>", "<origin xyz=\"0 0 0.19\" rpy=\"0.3 -0.4 0.5\"/>");
    RigidBodyDynamics held = dynamics(Files.writeString(folder.resolve("held.urdf"), text));
    text = text.replace("name=\"joint4\" type=\"revolute\"", "name=\"joint4\" type=\"fixed\"");
    RigidBodyDynamics merged = dynamics(Files.writeString(folder.resolve("merged.urdf"), text));
    double[] tau = new double[7];
    double[] mergedTau = new double[6];

    held.inverseDynamics(
        new double[] {0.1, 0.6, -0.3, 0, 0.5, 0.8, 1},
        new double[] {1, -2, 3, 0, 2, -1, 1},
        new double[] {3, 1, -2, 0, 5, 4, -6},
        tau);
    merged.inverseDynamics(
        new double[] {0.1, 0.6, -0.3, 0.5, 0.8, 1},
        new double[] {1, -2, 3, 2, -1, 1},
        new double[] {3, 1, -2, 5, 4, -6},
        mergedTau);

    double[] expected = {tau[0], tau[1], tau[2], tau[4], tau[5], tau[6]};
    assertThat(mergedTau).containsExactly(expected, within(1e-12));
  }

  /** Distance of the tip from where it stands when the task is done. */
  private static double tip(String name, double... q) throws IOException {
    RobotModel model = robot(name);
    Kinematics kinematics = new Kinematics(model);
    kinematics.update(q);
    Vector3 goal = switch (name) {
      case "pendulum" -> new Vector3(0, 0, 1);
      case "cartpole" -> new Vector3(0, 0, 0.6);
      case "cart-double-pendulum" -> new Vector3(0, 0, 1.2);
      default -> new Vector3(0, 1, 0);
    };
    return kinematics.pose(model.frame("tip")).translation().minus(goal).norm();
  }

  private static RigidBodyDynamics dynamics(String name) throws IOException {
    return dynamics(GoldenMotion.tasks().resolve(name + ".urdf"));
  }

  private static RigidBodyDynamics dynamics(Path file) throws IOException {
    return new RigidBodyDynamics(UrdfReader.read(file), GRAVITY);
  }

  private static RobotModel robot(String name) throws IOException {
    return UrdfReader.read(GoldenMotion.tasks().resolve(name + ".urdf"));
  }
}
