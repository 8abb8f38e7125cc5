package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A run of {@link LqrFlm} as its episodes tell it.
 *
 * @param kernels that it computed with
 * @param seed of the run
 * @param episodes of it, in any order
 */
public record LivedRun(
    Task task, LearningSettings settings, Kernels kernels, long seed, List<Lived> episodes) {

  /** An episode, and which one it was. */
  public record Lived(EpisodeId id, Trajectory trajectory) {}

  public LivedRun {
    episodes = episodes.stream()
        .sorted(Comparator.comparingInt((Lived lived) -> lived.id().iteration())
            .thenComparingInt(lived -> lived.id().condition())
            .thenComparingInt(lived -> lived.id().episode()))
        .toList();
  }

  /** Before the first trial: a batch per condition, none without episodes. */
  List<TrajectoryBatch> excitation() {
    return batches(0, episode -> episode < firstSample(0));
  }

  /** That an iteration's controllers were tried in: a batch per condition. */
  List<TrajectoryBatch> samples(int iteration) {
    int first = firstSample(iteration);
    return batches(iteration, episode -> episode >= first && episode < first + settings.samples());
  }

  /** That confirmed an iteration's controllers, one by one, round by round. */
  List<TrajectoryBatch> confirmations(int iteration) {
    int end = firstSample(iteration) + settings.samples();
    return episodes.stream()
        .filter(lived -> lived.id().iteration() == iteration && lived.id().episode() >= end)
        .sorted(Comparator.comparingInt((Lived lived) -> lived.id().episode())
            .thenComparingInt(lived -> lived.id().condition()))
        .map(lived -> new TrajectoryBatch(List.of(lived.trajectory())))
        .toList();
  }

  /** The first iteration's episodes begin with the excitation. */
  private int firstSample(int iteration) {
    return iteration == 0 ? settings.excitation().episodes() : 0;
  }

  private List<TrajectoryBatch> batches(int iteration, IntPredicate chosen) {
    List<TrajectoryBatch> batches = new ArrayList<>();
    for (int c = 0; c < task.conditions().size(); c++) {
      int condition = c;
      List<Trajectory> own = episodes.stream()
          .filter(lived -> lived.id().iteration() == iteration)
          .filter(lived -> lived.id().condition() == condition)
          .filter(lived -> chosen.test(lived.id().episode()))
          .map(Lived::trajectory)
          .toList();
      if (!own.isEmpty()) {
        batches.add(new TrajectoryBatch(own));
      }
    }
    return batches;
  }
}
