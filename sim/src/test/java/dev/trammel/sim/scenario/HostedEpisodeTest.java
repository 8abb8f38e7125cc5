package dev.trammel.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.bundle.DeployBundle;
import dev.trammel.controller.bundle.DeployBundle.Kind;
import dev.trammel.controller.bundle.Keys;
import dev.trammel.controller.control.Clock;
import dev.trammel.controller.control.ControlLoop;
import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.SensorEstimator;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyController;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.spi.PluginStatus;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.testing.RobotHostProcess;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import dev.trammel.sim.JBulletPlantProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The host of the examples, in a process without any simulator, drives the simulated arm from a
 * bundle alone.
 */
class HostedEpisodeTest {

  /** RFC 8032, 7.1, test 1. */
  private static final String SECRET =
      "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";

  private static final String PUBLIC =
      "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

  private static final String OBSERVES = "policy={observes: ["
      + "{joint: joint1, measures: position}, {joint: joint2, measures: position},"
      + "{joint: joint4, measures: velocity}, {joint: joint6, measures: velocity},"
      + "{point: tip, axis: x, measures: position, by: kinematics, relativeTo: hole},"
      + "{point: tip, axis: y, measures: position, by: kinematics, relativeTo: hole},"
      + "{point: tip, axis: z, measures: position, by: kinematics, relativeTo: hole}]}";

  @TempDir
  private Path folder;

  @Test
  void anEpisodeOfPegInsertionIsTheSameToTheBitAsWithThePolicyItself() throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("peg-insertion"), List.of(OBSERVES));
    MlpPolicy policy = MlpPolicy.random(7, List.of(16, 16), 7, Activation.TANH, 3);
    Path urdf = Files.writeString(folder.resolve("arm.urdf"), task.source().robot());
    Path trusted = Files.writeString(folder.resolve("public.pem"), pem("PUBLIC", PUBLIC));
    Condition condition = task.conditions().get(1);
    double[] hole = condition.context();
    List<String> arguments = List.of(
        bundle(task, policy).toString(),
        urdf.toString(),
        trusted.toString(),
        "hole",
        "" + hole[0],
        "" + hole[1],
        "" + hole[2]);

    // the host's Java was not told of vectors
    Trajectory expected = episode(
        task,
        condition,
        new PolicyController(policy, task.observation().reader(hole), Kernels.rows()));
    try (RobotHostProcess host = new RobotHostProcess(arguments)) {
      Trajectory hosted = episode(task, condition, host);
      assertThat(host.statuses()).hasSize(task.steps()).allMatch(PluginStatus::controlled);
      assertSame(hosted, expected);
    }
  }

  /**
   * The bundle is kept as {@code train peg-insertion --algorithm mdgps} and {@code bundle --sign}
   * made it, so that this also tells whether bundles of today are still read. One policy serves
   * all holes, also those that it was never shown.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void thePegGoesIntoEachHole(int number) throws Exception {
    Task task = TaskReader.read(TaskCatalog.shipped().find("peg-insertion"));
    Path urdf = Files.writeString(folder.resolve("arm.urdf"), task.source().robot());
    Path trusted = Files.writeString(folder.resolve("public.pem"), pem("PUBLIC", PUBLIC));
    String bundle =
        Path.of(HostedEpisodeTest.class.getResource("peg.trammel").toURI()).toString();
    Condition condition =
        task.condition(Math.min(number, task.conditions().size()), new SplittableRandom(number));
    double[] hole = condition.context();
    List<String> arguments = List.of(
        bundle,
        urdf.toString(),
        trusted.toString(),
        "hole",
        "" + hole[0],
        "" + hole[1],
        "" + hole[2]);
    try (RobotHostProcess host = new RobotHostProcess(arguments)) {
      Trajectory hosted = episode(task, condition, host);

      assertThat(condition.success().isMet(hosted)).isTrue();
      assertThat(host.statuses()).hasSize(task.steps()).allMatch(PluginStatus::controlled);
    }
  }

  private Path bundle(Task task, MlpPolicy policy) throws IOException {
    Path key = Files.writeString(folder.resolve("key.pem"), pem("PRIVATE", SECRET));
    RunInfo info = RunInfo.here(task.name(), 0, task.source(), "rows", "2026-01-02T03:04:05Z");
    Path to = folder.resolve("run");
    try (RunFolder run = RunFolder.create(to, info, task.source())) {
      policy.write(Files.createDirectories(to.resolve("policies")).resolve("best.policy"));
      return Files.write(
          folder.resolve("peg.trammel"),
          DeployBundle.ofRun(run, Kind.POLICY, Optional.empty(), Optional.of(Keys.signing(key))));
    }
  }

  private static String pem(String kind, String base64) {
    return "-----BEGIN " + kind + " KEY-----\n" + base64 + "\n-----END " + kind + " KEY-----\n";
  }

  private static Trajectory episode(Task task, Condition condition, Controller controller) {
    TrajectoryRecorder recorder =
        new TrajectoryRecorder(task.steps(), task.stateSize(), task.stateSize(), task.inputSize());
    try (Plant plant = new JBulletPlantProvider().create(task.plant())) {
      plant.open();
      new ControlLoop(plant, new SensorEstimator(task.stateSize()), Clock.virtual(), recorder)
          .run(condition.meanStart(6), controller, task.steps());
    }
    return recorder.toTrajectory();
  }

  private static void assertSame(Trajectory one, Trajectory other) {
    for (int t = 0; t < one.steps(); t++) {
      for (int i = 0; i < one.inputSize(); i++) {
        assertThat(one.applied(t, i)).isEqualTo(other.applied(t, i));
      }
      for (int i = 0; i < one.stateSize(); i++) {
        assertThat(one.state(t + 1, i)).isEqualTo(other.state(t + 1, i));
      }
    }
  }
}
