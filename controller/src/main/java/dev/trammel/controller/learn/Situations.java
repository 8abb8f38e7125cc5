package dev.trammel.controller.learn;

import dev.trammel.controller.learn.GuidedEpisodes.Lived;
import dev.trammel.controller.learn.GuidedSettings.Starts;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.SensorModel;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** Where an iteration wants teachers: where its episodes began, and where others might. */
final class Situations {

  private static final int IMAGINED = -2;

  private final Task task;
  private final GuidedSettings settings;
  private final Seeds seeds;
  private final SensorModel sensors;

  Situations(Task task, GuidedSettings settings, Seeds seeds) {
    this.task = task;
    this.settings = settings;
    this.seeds = seeds;
    sensors = new SensorModel(task.plant());
  }

  /**
   * All of an iteration.
   *
   * @param quiet its episodes without noise
   * @param noisy its other episodes
   */
  List<Situation> of(int iteration, List<Lived> quiet, List<Lived> noisy) {
    List<Situation> situations = new ArrayList<>();
    int region = task.conditions().size();
    for (int c = 0; c < region; c++) {
      addCondition(c, in(c, quiet), in(c, noisy), situations);
    }
    in(region, quiet).forEach(episode -> situations.add(lived(episode, 1)));
    in(region, noisy).forEach(episode -> situations.add(lived(episode, 0)));
    for (int i = 0; i < settings.imagined(); i++) {
      SplittableRandom random = new SplittableRandom(seeds.episode(iteration, IMAGINED, i));
      situations.add(imagined(task.condition(region, random), random));
    }
    return situations;
  }

  private static List<Lived> in(int place, List<Lived> episodes) {
    return episodes.stream().filter(episode -> episode.place() == place).toList();
  }

  private void addCondition(
      int number, List<Lived> quiet, List<Lived> noisy, List<Situation> situations) {
    Condition condition = task.conditions().get(number);
    List<Trajectory> episodes = new ArrayList<>();
    quiet.forEach(episode -> episodes.add(episode.trajectory()));
    noisy.forEach(episode -> episodes.add(episode.trajectory()));
    if (!episodes.isEmpty()) {
      DMatrixRMaj start = StartDistribution.mean(new TrajectoryBatch(episodes));
      situations.add(new Situation(condition, start, episodes, quiet.size()));
    } else if (settings.starts() == Starts.BOTH) {
      situations.add(at(condition, condition.meanStart(0)));
    }
  }

  private static Situation lived(Lived episode, int quiet) {
    TrajectoryBatch batch = new TrajectoryBatch(List.of(episode.trajectory()));
    return new Situation(
        episode.condition(), StartDistribution.mean(batch), batch.trajectories(), quiet);
  }

  private Situation imagined(Condition condition, SplittableRandom random) {
    return at(condition, condition.drawStart(random));
  }

  private Situation at(Condition condition, EpisodeStart start) {
    DMatrixRMaj x = new DMatrixRMaj(task.stateSize(), 1);
    sensors.read(start.positions(), start.velocities(), x);
    return new Situation(condition, x, List.of(), 0);
  }
}
