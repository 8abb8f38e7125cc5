package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.hidden.EncoderEffects;
import dev.trammel.hardware.hidden.Hidden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacedPosesTest {

  private static final int POSES = 40;

  private static BenchRobot robot;

  @BeforeAll
  static void arm() throws Exception {
    Task task = TestBench.read("arm-bench");
    robot = TestBench.session(task, Hidden.described()).robot();
  }

  /** The robot stops itself where they do. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void noEncoderReadsBeyondItsLimitsWhateverItsSignAndGear(long seed) {
    List<EncoderEffects> encoders = encoders(new SplittableRandom(seed));

    List<double[]> poses = poses(encoders);

    for (double[] pose : poses) {
      for (int i = 0; i < pose.length; i++) {
        Channel limits = limits(i);
        assertThat(encoders.get(i).position(pose[i]))
            .as("joint %d at %f", i + 1, pose[i])
            .isBetween(limits.lower(), limits.upper());
        Joint joint = robot.joint(i);
        assertThat(pose[i]).isBetween(joint.lower(), joint.upper());
      }
    }
  }

  private static List<EncoderEffects> encoders(SplittableRandom random) {
    List<EncoderEffects> encoders = new ArrayList<>();
    for (int i = 0; i < robot.joints(); i++) {
      double gear = (1 + random.nextInt(12)) / (1.0 + random.nextInt(12));
      encoders.add(new EncoderEffects(
          random.nextBoolean() ? 1 : -1,
          gear,
          random.nextDouble(-0.02, 0.02),
          random.nextDouble(0, 1e-3),
          random.nextDouble(-Math.PI, Math.PI),
          0,
          0));
    }
    return encoders;
  }

  private static List<double[]> poses(List<EncoderEffects> encoders) {
    PlacedPoses places = new PlacedPoses(robot);
    List<double[]> poses = new ArrayList<>();
    List<double[]> readings = new ArrayList<>();
    while (poses.size() < POSES) {
      double[] pose = places.next(poses, readings);
      double[] reading = new double[robot.nameplate().spec().observationSize()];
      for (int i = 0; i < pose.length; i++) {
        reading[robot.described().layout().position(i)] = encoders.get(i).position(pose[i]);
      }
      poses.add(pose);
      readings.add(reading);
    }
    return poses;
  }

  private static Channel limits(int joint) {
    return robot.nameplate().spec().sensors().get(robot.described().layout().position(joint));
  }

  @Test
  void posesAreAllOverTheRangesOfEncodersThatReadWhatTheyShould() {
    EncoderEffects[] sound = new EncoderEffects[robot.joints()];
    Arrays.fill(sound, EncoderEffects.NONE);

    List<double[]> poses = poses(List.of(sound));

    for (int i = 0; i < robot.joints(); i++) {
      int joint = i;
      double[] places = poses.stream().mapToDouble(pose -> pose[joint]).sorted().toArray();
      double range = robot.joint(i).upper() - robot.joint(i).lower();
      assertThat(places[places.length - 1] - places[0])
          .as("joint %d", i + 1)
          .isGreaterThan(0.8 * range);
    }
  }

  /** One that is dead says nothing of where it reads what. */
  @Test
  void aDeadEncoderKeepsNothingFromThePoses() {
    PlacedPoses places = new PlacedPoses(robot);
    double[] dead = new double[robot.nameplate().spec().observationSize()];
    List<double[]> poses = new ArrayList<>();
    List<double[]> readings = new ArrayList<>();
    while (poses.size() < POSES) {
      poses.add(places.next(poses, readings));
      readings.add(dead);
    }

    assertThat(poses).allSatisfy(pose -> assertThat(pose).doesNotContain(Double.NaN));
    assertThat(poses.stream().mapToDouble(pose -> pose[0]).max().orElseThrow())
        .isGreaterThan(0.4 * robot.joint(0).upper());
  }
}
