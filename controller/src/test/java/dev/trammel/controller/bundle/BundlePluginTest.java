package dev.trammel.controller.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.control.Clock;
import dev.trammel.controller.control.ControlLoop;
import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.control.SensorEstimator;
import dev.trammel.controller.control.WarmUpReport;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.spi.ControllerPlugin;
import dev.trammel.controller.spi.HostDescription;
import dev.trammel.controller.spi.PluginStatus;
import dev.trammel.controller.spi.Registry;
import dev.trammel.controller.testing.Allocation;
import dev.trammel.controller.testing.SpringSled;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundlePluginTest {

  private static final int STEPS = 30;

  @TempDir
  private Path folder;

  private final BundlePlugin plugin = new BundlePlugin();
  private final double[] action = {Double.NaN};
  private Path file = Path.of("");

  @BeforeEach
  void configure() throws IOException {
    file = Bundles.file(folder, 1);
    plugin.configure(file, HostDescription.of(SpringSled.task().plant().spec()));
  }

  @AfterEach
  void anActionIsAlwaysOneThatCanBeCommanded() {
    assertThat(action[0]).isBetween(-5.0, 5.0);
  }

  @Test
  void itIsFoundByItsName() {
    Registry<ControllerPlugin> found =
        Registry.discover("controller plugin", ControllerPlugin.class);

    assertThat(found.named("bundle")).isInstanceOf(BundlePlugin.class);
    assertThat(found.named("bundle").update(null, action)).isEqualTo(PluginStatus.INACTIVE);
  }

  @Test
  void anEpisodeIsThatOfTheControlLoopToTheBit() throws IOException {
    plugin.setCondition("left");
    plugin.activate();
    DeployBundle bundle = DeployBundle.read(file);
    EpisodeStart start = new EpisodeStart(new double[] {0.4}, new double[] {-0.1}, 5);
    TrajectoryRecorder recorder = new TrajectoryRecorder(STEPS, 2, 2, 1);
    SpringSled sled = new SpringSled(bundle.robot());
    new ControlLoop(sled, new SensorEstimator(2), Clock.virtual(), recorder)
        .run(start, bundle.controller("left", new double[0], Kernels.best()), STEPS);
    Trajectory expected = recorder.toTrajectory();

    Observation observation = new Observation(2);
    Action told = new Action(1);
    sled.reset(start);
    for (int t = 0; t < STEPS; t++) {
      sled.observe(observation);
      PluginStatus status = plugin.update(observation.values.data, action);
      assertThat(status.name()).isEqualTo(expected.status(t).name());
      assertThat(action[0]).isEqualTo(expected.applied(t, 0));
      told.applied.data[0] = action[0];
      sled.apply(told);
    }
    assertThat(expected.status(0)).isIn(CycleStatus.OK, CycleStatus.SATURATED);
  }

  @Test
  void anUpdateAllocatesNothing() {
    plugin.setCondition("right");
    plugin.activate();
    double[] observation = {0.1, -0.2};
    double[] nonsense = {0.1, Double.NaN};
    Runnable updates = () -> {
      plugin.update(observation, action);
      plugin.update(nonsense, action);
      plugin.update(null, action);
    };

    assertThat(Allocation.bytes(updates, 10_000)).isZero();
  }

  @Test
  void whateverIsWrongGivesTheSafeActionAndSaysWhat() {
    double[] moving = {0, 2};
    assertUpdate(moving, PluginStatus.INACTIVE, -2);
    plugin.setCondition("right");
    plugin.activate();
    assertUpdate(null, PluginStatus.NO_OBSERVATION, 0);
    assertUpdate(new double[] {Double.NaN, 2}, PluginStatus.INVALID_OBSERVATION, 0);
    assertUpdate(new double[] {0, Double.POSITIVE_INFINITY}, PluginStatus.INVALID_OBSERVATION, 0);
    assertUpdate(new double[] {0}, PluginStatus.WRONG_SIZE, 0);
    double[] two = {Double.NaN, Double.NaN};
    assertThat(plugin.update(moving, two)).isEqualTo(PluginStatus.WRONG_SIZE);
    assertThat(two).containsOnly(0);
    assertThat(plugin.update(moving, null)).isEqualTo(PluginStatus.WRONG_SIZE);
    assertThat(plugin.update(moving, action).controlled()).isTrue();
    assertThat(plugin.update(new double[] {1e9, 1e9}, action)).isEqualTo(PluginStatus.SATURATED);
    for (int t = 7; t < STEPS; t++) {
      assertThat(plugin.update(moving, action).controlled()).isTrue();
    }
    assertUpdate(moving, PluginStatus.EPISODE_OVER, -2);
    plugin.deactivate();
    assertUpdate(moving, PluginStatus.INACTIVE, -2);
    plugin.cleanup();
    assertUpdate(moving, PluginStatus.INACTIVE, 0);
  }

  private void assertUpdate(double @Nullable [] observation, PluginStatus status, double safe) {
    action[0] = Double.NaN;
    assertThat(plugin.update(observation, action)).isEqualTo(status);
    assertThat(action[0]).isEqualTo(safe);
  }

  @Test
  void aSecondEpisodeBeginsAtItsFirstStepAndNeedsNoWarmUp() {
    plugin.setCondition("left");
    WarmUpReport first = plugin.activate();
    double[] x = {0.3, 0.1};
    plugin.update(x, action);
    double begun = action[0];
    plugin.update(x, action);
    plugin.deactivate();

    assertThat(plugin.activate()).isSameAs(first);
    plugin.update(x, action);
    assertThat(action[0]).isEqualTo(begun);
  }

  @Test
  void callsInAWrongOrderSayWhatIsMissing() {
    BundlePlugin fresh = new BundlePlugin();

    assertThatThrownBy(fresh::activate)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("activate: the plugin must be configured, was unconfigured");
    assertThatThrownBy(plugin::deactivate)
        .hasMessage("deactivate: the plugin must be active, was inactive");
    assertThatThrownBy(plugin::activate)
        .hasMessage("activate: setCondition must have chosen one of right, left");
    assertThatThrownBy(() -> plugin.setCondition("top"))
        .hasMessage("the bundle's condition must be one of right, left, was 'top'");
    assertThatThrownBy(() -> plugin.setTarget("hole", 0, 0, 0))
        .hasMessageContaining("local controllers have no targets to move, was 'hole'");
    assertThatThrownBy(() -> plugin.configure(file, HostDescription.unknown()))
        .hasMessage(
            "configure: the plugin must be unconfigured; cleanup comes first, was inactive");
    plugin.setCondition("right");
    plugin.activate();
    assertThatThrownBy(() -> plugin.setCondition("left"))
        .hasMessage(
            "setCondition: the plugin must be inactive; deactivate comes first, was active");
    plugin.update(new double[2], action);
  }

  /** Against the picture in the interface: which call may come in which state. */
  @Test
  void randomCallsInAnyOrderFollowThePictureAndNeverLeaveAnActionThatCannotBeCommanded()
      throws IOException {
    SplittableRandom random = new SplittableRandom(9);
    int state = 1;
    boolean chosen = false;
    for (int i = 0; i < 2_000; i++) {
      int call = random.nextInt(8);
      boolean allowed = true;
      try {
        switch (call) {
          case 0 -> plugin.configure(file, HostDescription.unknown());
          case 1 -> plugin.setCondition(random.nextBoolean() ? "left" : "right");
          case 2 -> plugin.activate();
          case 3 -> plugin.deactivate();
          case 4 -> {
            if (random.nextInt(20) == 0 || state != 1) {
              plugin.cleanup();
            } else {
              call = 5;
            }
          }
          default -> update(random);
        }
      } catch (IllegalStateException e) {
        allowed = false;
      }
      boolean expected = switch (call) {
        case 0 -> state == 0;
        case 1, 4 -> state == 1;
        case 2 -> state == 1 && chosen;
        case 3 -> state == 2;
        default -> true;
      };
      assertThat(allowed).as("call %d in state %d", call, state).isEqualTo(expected);
      if (allowed) {
        state = call < 5 ? new int[] {1, state, 2, 1, 0}[call] : state;
        chosen = call == 1 || chosen && call != 4;
      }
    }
    update(random);
  }

  private void update(SplittableRandom random) {
    double[] levels = {0, 1, -1e3, 1e300, Double.NaN, Double.NEGATIVE_INFINITY};
    double[] observation = new double[random.nextInt(4)];
    Arrays.setAll(observation, i -> levels[random.nextInt(levels.length)]);
    double[] out = new double[random.nextInt(3)];
    Arrays.fill(out, Double.NaN);
    PluginStatus status = plugin.update(random.nextInt(5) == 0 ? null : observation, out);
    assertThat(status).isNotNull();
    assertThat(Arrays.stream(out).allMatch(u -> Math.abs(u) <= 5)).isTrue();
    action[0] = out.length == 0 ? 0 : out[0];
  }
}
