package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.bundle.DeployBundle;
import dev.trammel.controller.cli.Trammel.Ended;
import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.learn.Replanning;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunModels;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Model predictive control in a bundle, on what a run of the sled learned. */
class MpcBundleTest {

  private static final String FITTED = "algorithm.model.type=local";
  private static final String PROCESS = "algorithm.model.type=gaussian-process";
  private static final String ADAPTED = "algorithm.mpc.adaptation.forgetting=0.98";

  @TempDir
  private Path folder;

  private Path bundle(String... settings) throws Exception {
    Trammel trammel = new Trammel(folder);
    String[] train = {"train", "sled", "--set", "algorithm.budget.iterations=2"};
    String[] line = new String[train.length + 2 * settings.length];
    System.arraycopy(train, 0, line, 0, train.length);
    for (int i = 0; i < settings.length; i++) {
      line[train.length + 2 * i] = "--set";
      line[train.length + 2 * i + 1] = settings[i];
    }
    trammel.run(line);
    Ended made =
        trammel.run("bundle", "runs/sled-001", "--controller", "mpc", "--out", "mpc.trammel");
    assertThat(made.code()).as(made.err()).isZero();
    return folder.resolve("mpc.trammel");
  }

  @ParameterizedTest
  @ValueSource(strings = {FITTED, PROCESS, FITTED + " " + ADAPTED, PROCESS + " " + ADAPTED})
  void plansAreThoseOfTheRunToTheBit(String settings) throws Exception {
    DeployBundle bundle = DeployBundle.read(bundle(settings.split(" ")));

    assertThat(bundle.kind()).isEqualTo(DeployBundle.Kind.MPC);
    assertThat(bundle.conditions()).containsExactly("right", "left");
    try (RunFolder run = RunFolder.open(folder.resolve("runs/sled-001"))) {
      Task task = run.task();
      Replanning learned = new RunModels(run, task, Training.of(run).kernels())
          .replanning(run.bestIteration(), run.controllers().locals(Training.BEST, 2));
      for (int c = 0; c < 2; c++) {
        String condition = bundle.conditions().get(c);
        Controller shipped =
            bundle.controller(condition, new double[0], Training.of(run).kernels());
        assertThat(actions(shipped, task.steps()))
            .isEqualTo(actions(learned.controller(c), task.steps()));
      }
    }
  }

  /** In states near those of an episode, one after another. */
  private static double[] actions(Controller controller, int steps) {
    SplittableRandom random = new SplittableRandom(5);
    StateEstimate estimate = new StateEstimate(2);
    Action action = new Action(1);
    double[] actions = new double[steps];
    for (int t = 0; t < steps; t++) {
      estimate.mean.set(0, 0.5 * random.nextDouble());
      estimate.mean.set(1, 0.5 * random.nextDouble());
      assertThat(controller.act(estimate, t, action)).isTrue();
      actions[t] = action.requested.get(0);
    }
    return actions;
  }

  @Test
  void aBundleOfOneConditionRunsOnTheBodyAndSaysWhatItIs() throws Exception {
    bundle(FITTED);
    Trammel trammel = new Trammel(folder);
    Ended made = trammel.run(
        "bundle",
        "runs/sled-001",
        "--controller",
        "mpc",
        "--condition",
        "left",
        "--out",
        "left.trammel");
    assertThat(made.out()).contains("model predictive control of left for task sled");

    Ended run = trammel.run("run", "left.trammel", "--episodes", "2");
    Ended shown = trammel.run("bundle", "--show", "left.trammel");

    assertThat(run.out()).contains("left.trammel, mpc, for robot sled", "Episode 1: ");
    assertThat(shown.out())
        .contains("controllers/c00.controller", "models/c00.model")
        .contains("none: the run evaluated another kind of controller");
  }

  @Test
  void everyChangedByteOfAModelIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(bundle(PROCESS));
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> read(changed)).isInstanceOf(CorruptFileException.class);
    }
  }

  private static void read(byte[] bytes) throws IOException {
    DeployBundle.read(Path.of("changed.trammel"), bytes)
        .controller("left", new double[0], Kernels.best());
  }
}
