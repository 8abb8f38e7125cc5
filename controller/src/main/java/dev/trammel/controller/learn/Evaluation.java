package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How controllers do without noise, in episodes with seeds of their own.
 *
 * @param episodes per condition
 * @param successes per condition
 * @param trajectoryHash fingerprint of all episodes, in order
 */
public record Evaluation(int episodes, List<Integer> successes, String trajectoryHash) {

  /** A condition counts as solved if at least this part of its episodes succeeds. */
  private static final double SOLVED = 0.95;

  public Evaluation {
    successes = List.copyOf(successes);
  }

  /**
   * Runs the episodes.
   *
   * @param controllers one per condition
   * @param episodes per condition
   * @return nothing if it was told to stop
   */
  public static Optional<Evaluation> run(
      Task task,
      List<LinearGaussianController> controllers,
      int episodes,
      long seed,
      RolloutPool pool) {
    Require.atLeast(episodes, 1, "evaluation episodes");
    Seeds seeds = Seeds.ofEvaluation(seed);
    List<Rollout> rollouts = new ArrayList<>();
    for (int c = 0; c < controllers.size(); c++) {
      for (int e = 0; e < episodes; e++) {
        long episodeSeed = seeds.episode(0, c, e);
        rollouts.add(new Rollout(
            new EpisodeId(0, c, e, episodeSeed),
            task.conditions().get(c).drawStart(new SplittableRandom(episodeSeed)),
            controllers.get(c)));
      }
    }
    return pool.run(rollouts).map(done -> judge(task, done, episodes));
  }

  private static Evaluation judge(Task task, List<Trajectory> done, int episodes) {
    TrajectoryHash hash = new TrajectoryHash();
    List<Integer> successes = new ArrayList<>();
    for (int c = 0; c < task.conditions().size(); c++) {
      int count = 0;
      for (Trajectory episode : done.subList(c * episodes, (c + 1) * episodes)) {
        hash.add(episode);
        count += task.conditions().get(c).success().isMet(episode) ? 1 : 0;
      }
      successes.add(count);
    }
    return new Evaluation(episodes, successes, hash.toString());
  }

  /** Part of all episodes that succeeded. */
  public double successRate() {
    return successes.stream().mapToInt(Integer::intValue).sum()
        / (double) (episodes * successes.size());
  }

  /** Whether every condition succeeds in at least 19 of 20 episodes. */
  public boolean solved() {
    return successes.stream().allMatch(count -> count >= SOLVED * episodes);
  }
}
