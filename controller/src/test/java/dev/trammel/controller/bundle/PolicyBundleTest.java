package dev.trammel.controller.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyController;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.spi.HostDescription;
import dev.trammel.controller.spi.PluginStatus;
import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.testing.Allocation;
import dev.trammel.controller.testing.SpringSled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy that sees a point by kinematics, relative to a target that the host may move. */
class PolicyBundleTest {

  private static final int SEED = 4;

  @TempDir
  private Path folder;

  private final BundlePlugin plugin = new BundlePlugin();
  private final double[] action = new double[1];
  private Task task = SpringSled.task();
  private MlpPolicy policy = MlpPolicy.random(3, List.of(8), 1, Activation.TANH, SEED);
  private Path file = Path.of("");

  @BeforeEach
  void bundle() throws IOException {
    task.source().writeTo(folder.resolve("task"));
    Path yaml = folder.resolve("task/task.yaml");
    String text = Files.readString(yaml)
        .replace("- name: right", "- name: right\n    targets: {home: [0.1, 0, 0], far: [9, 9, 9]}")
        .replace("- name: left", "- name: left\n    targets: {home: [-0.2, 0, 0], far: [8, 8, 8]}");
    Files.writeString(yaml, text + """
        policy:
          observes:
            - {joint: slide, measures: velocity}
            - {point: sled, axis: x, measures: position, by: kinematics, relativeTo: home}
            - {target: home, axis: x}
        """);
    task = TaskReader.read(yaml);
    file = write("policy.trammel");
  }

  private Path write(String name) throws IOException {
    Path to = folder.resolve(name + "-run");
    RunInfo info = RunInfo.here("sled", SEED, task.source(), "rows", "2026-01-02T03:04:05Z");
    try (RunFolder run = RunFolder.create(to, info, task.source())) {
      policy.write(Files.createDirectories(to.resolve("policies")).resolve("best.policy"));
      assertThat(DeployBundle.usualKind(run)).isEqualTo(DeployBundle.Kind.POLICY);
      byte[] bytes =
          DeployBundle.ofRun(run, DeployBundle.Kind.POLICY, Optional.empty(), Optional.empty());
      return Files.write(folder.resolve(name), bytes);
    }
  }

  private double expected(double[] context, double[] x) {
    Controller learned =
        new PolicyController(policy, task.observation().reader(context), Kernels.best());
    StateEstimate estimate = new StateEstimate(2);
    estimate.mean.setData(x);
    Action out = new Action(1);
    assertThat(learned.act(estimate, 0, out)).isTrue();
    return out.requested.data[0];
  }

  @Test
  void aConditionsTargetsAreKnownToTheBundle() throws IOException {
    DeployBundle bundle = DeployBundle.read(file);
    plugin.configure(file, HostDescription.of(task.plant().spec()));
    SplittableRandom random = new SplittableRandom(1);

    assertThat(bundle.targets()).containsExactly("home");
    for (Condition condition : task.conditions()) {
      assertThat(bundle.context(condition.name())).isEqualTo(condition.context());
      plugin.setCondition(condition.name());
      plugin.activate();
      double[] x = {random.nextDouble(), random.nextDouble()};
      assertThat(plugin.update(x, action)).isEqualTo(PluginStatus.OK);
      assertThat(action[0]).isEqualTo(expected(condition.context(), x));
      plugin.deactivate();
    }
  }

  @Test
  void theHostSaysWhereATargetIsAndNeedNotNameAConditionThen() throws IOException {
    plugin.configure(file, HostDescription.unknown());
    assertThatThrownBy(plugin::activate)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("activate: setTarget must have said where 'home' is, or setCondition have"
            + " chosen one of right, left");
    assertThatThrownBy(() -> plugin.setTarget("far", 0, 0, 0))
        .isInstanceOf(UsageException.class)
        .hasMessage("setTarget: must be one of home, was 'far'");
    assertThatThrownBy(() -> plugin.setTarget("home", 0, Double.NaN, 0))
        .hasMessageContaining("the place of 'home' must be finite");
    plugin.setTarget("home", 0.7, 0, 0);
    plugin.activate();

    double[] x = {0.3, -0.4};
    plugin.update(x, action);
    // in the order of their names: far, home
    assertThat(action[0]).isEqualTo(expected(new double[] {0, 0, 0, 0.7, 0, 0}, x));
  }

  @Test
  void aTaskWithATargetElsewhereIsThatTaskToWhoeverReadsItsText() throws IOException {
    DeployBundle bundle = DeployBundle.read(file);

    Task moved = bundle.taskWith("left", Map.of("home", new double[] {0.7, 0, 1e-3}));

    Task again = TaskReader.recall(moved.source());
    assertThat(bundle.taskWith("left", Map.of())).isSameAs(bundle.task());
    for (Task each : List.of(moved, again)) {
      assertThat(each.conditions().get(0).context()).isEqualTo(bundle.context("right"));
      assertThat(each.conditions().get(1).context()).containsExactly(8, 8, 8, 0.7, 0, 1e-3);
      assertThat(each.plant().spec()).isEqualTo(bundle.robot());
    }
    assertThatThrownBy(() -> bundle.taskWith("left", Map.of("far", new double[3])))
        .isInstanceOf(UsageException.class)
        .hasMessage("a target must be one of home, was 'far'");
    assertThatThrownBy(() -> bundle.taskWith("up", Map.of()))
        .hasMessage("the bundle's condition must be one of right, left, was 'up'");
  }

  @Test
  void anUpdateAllocatesNothing() throws IOException {
    plugin.configure(file, HostDescription.unknown());
    plugin.setCondition("left");
    plugin.activate();
    double[] x = {0.3, -0.4};

    assertThat(Allocation.bytes(() -> plugin.update(x, action), 10_000)).isZero();
  }

  @Test
  void aPolicyHasNoLastStep() throws IOException {
    plugin.configure(file, HostDescription.unknown());
    plugin.setCondition("left");
    plugin.activate();
    for (int t = 0; t < 10 * task.steps(); t++) {
      assertThat(plugin.update(new double[2], action).controlled()).isTrue();
    }
  }

  @Test
  void aPolicyOfAnotherSizeIsRefused() throws IOException {
    policy = MlpPolicy.random(2, List.of(8), 1, Activation.RELU, SEED);
    Path other = write("other");

    assertThatThrownBy(() -> DeployBundle.read(other))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("part 'policies/best.policy' must be for 3 numbers observed and 1"
            + " inputs, is for 2 and 1");
  }

  @Test
  void twoHundredCorruptionsAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(21);
    for (int i = 0; i < 200; i++) {
      byte[] corrupted = switch (i % 3) {
        case 0 -> Corruptions.flipped(whole, 1 + random.nextInt(4), random);
        case 1 -> Arrays.copyOf(whole, random.nextInt(whole.length));
        default -> Corruptions.withPartsSwapped(whole, random);
      };
      assertThatThrownBy(() -> DeployBundle.read(file, corrupted))
          .as("corruption " + i)
          .isInstanceOf(CorruptFileException.class);
    }
  }
}
