package dev.trammel.sim.plants;

import dev.trammel.controller.learn.InitialControllers;
import dev.trammel.controller.learn.LearningResult;
import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.learn.LqrFlm;
import dev.trammel.controller.learn.RolloutPool;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.robot.GoldenMotion;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.trajectory.EpisodeStore;
import java.io.IOException;
import java.util.List;

/** A few iterations of the cart-pole's swing-up: too few to solve it, enough to use every part. */
final class SwingUp {

  private static final List<String> BRIEF = List.of(
      "algorithm.budget={iterations: 3, confirmations: 0}",
      "algorithm.model={type: gaussian-process, points: 80}",
      "algorithm.excitation.episodes=3");

  private SwingUp() {}

  static LearningResult learn(int threads) throws IOException {
    Task task = TaskReader.read(GoldenMotion.tasks().resolve("cartpole-swingup.yaml"), BRIEF);
    LearningSettings settings = LearningSettingsReader.read(task);
    LinearGaussianController initial = new InitialControllers(
            task, settings.exploration().initial())
        .create(settings.initial(), task.conditions().get(0));
    try (RolloutPool pool = new RolloutPool(
        task, () -> new JBulletPlant(task.plant()), threads, EpisodeStore.none(), () -> false)) {
      return new LqrFlm(
              task,
              settings,
              List.of(initial),
              new LqrFlm.Means(Kernels.best(), pool),
              1,
              iteration -> {})
          .run();
    }
  }

  /** Prints the hash of all episodes. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(learn(1).trajectoryHash());
  }
}
