package dev.trammel.controller.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.control.Clock;
import dev.trammel.controller.control.ControlLoop;
import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.SensorEstimator;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.spi.PluginStatus;
import dev.trammel.controller.testing.RobotHostProcess;
import dev.trammel.controller.testing.SpringSled;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host of the examples, as a robot's controller would start it. */
class RobotHostTest {

  private static final int STEPS = 30;

  @TempDir
  private Path folder;

  @Test
  void theHostOfTheExamplesMovesTheRobotFromTheBundleAlone() throws IOException {
    Path run = Bundles.run(folder.resolve("run"), 1);
    Path key = Files.writeString(folder.resolve("key.pem"), Bundles.SECRET_KEY);
    Path trusted = Files.writeString(folder.resolve("public.pem"), Bundles.PUBLIC_KEY);
    Path bundle = folder.resolve("sled.trammel");
    try (RunFolder learned = RunFolder.open(run)) {
      Files.write(
          bundle,
          DeployBundle.ofRun(
              learned, DeployBundle.Kind.LOCAL, Optional.empty(), Optional.of(Keys.signing(key))));
    }
    String urdf = run.resolve("settings/sled.urdf").toString();
    List<String> arguments = List.of(bundle.toString(), urdf, trusted.toString(), "left");

    Controller expected =
        DeployBundle.read(bundle).controller("left", new double[0], Kernels.best());
    try (RobotHostProcess host = new RobotHostProcess(arguments)) {
      Trajectory hosted = episode(host);
      assertThat(hosted.steps()).isEqualTo(STEPS);
      assertThat(host.statuses()).hasSize(STEPS).allMatch(PluginStatus::controlled);
      assertSame(hosted, episode(expected));
    }
  }

  private static Trajectory episode(Controller controller) {
    TrajectoryRecorder recorder = new TrajectoryRecorder(STEPS, 2, 2, 1);
    SpringSled sled = new SpringSled(SpringSled.task().plant().spec());
    EpisodeStart start = new EpisodeStart(new double[] {-0.4}, new double[] {0.2}, 8);
    new ControlLoop(sled, new SensorEstimator(2), Clock.virtual(), recorder)
        .run(start, controller, STEPS);
    return recorder.toTrajectory();
  }

  private static void assertSame(Trajectory one, Trajectory other) {
    for (int t = 0; t < STEPS; t++) {
      assertThat(one.applied(t, 0)).isEqualTo(other.applied(t, 0));
      assertThat(one.state(t + 1, 0)).isEqualTo(other.state(t + 1, 0));
    }
  }
}
