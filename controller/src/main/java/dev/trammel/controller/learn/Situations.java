package dev.trammel.controller.learn;

import dev.trammel.controller.learn.GuidedEpisodes.Lived;
import dev.trammel.controller.learn.GuidedSettings.Starts;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.SensorModel;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
   * @param same whether what is imagined is the same in all iterations
   */
  List<Situation> of(int iteration, List<Lived> quiet, List<Lived> noisy, boolean same) {
    List<Situation> situations = new ArrayList<>();
    int region = task.conditions().size();
    for (int c = 0; c < region; c++) {
      int place = c;
      Optional<Situation> lived = lived(quiet, noisy, episode -> episode.place() == place);
      lived.ifPresent(situations::add);
      if (lived.isEmpty() && settings.starts() == Starts.BOTH) {
        Condition condition = task.conditions().get(c);
        situations.add(at(condition, condition.meanStart(0)));
      }
    }
    int starts = settings.episodes() + settings.explorers();
    int first = Stream.concat(quiet.stream(), noisy.stream())
        .filter(episode -> episode.place() == region)
        .mapToInt(Lived::number)
        .min()
        .orElse(0);
    for (int k = first; k < first + starts; k++) {
      int number = k;
      lived(quiet, noisy, e -> e.place() == region && e.number() == number)
          .ifPresent(situations::add);
    }
    for (int i = 0; i < settings.imagined(); i++) {
      situations.add(imagined(same ? 0 : iteration, i));
    }
    return situations;
  }

  private static Optional<Situation> lived(
      List<Lived> quiet, List<Lived> noisy, Predicate<Lived> here) {
    List<Lived> without = quiet.stream().filter(here).toList();
    List<Lived> all =
        Stream.concat(without.stream(), noisy.stream().filter(here)).toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    TrajectoryBatch batch =
        new TrajectoryBatch(all.stream().map(Lived::trajectory).toList());
    return Optional.of(new Situation(
        all.get(0).condition(),
        StartDistribution.mean(batch),
        batch.trajectories(),
        without.size()));
  }

  private Situation imagined(int iteration, int number) {
    SplittableRandom random = new SplittableRandom(seeds.episode(iteration, IMAGINED, number));
    Condition condition = task.region().orElseThrow().draw("imagined " + number, random);
    return at(condition, condition.drawStart(random));
  }

  private Situation at(Condition condition, EpisodeStart start) {
    DMatrixRMaj x = new DMatrixRMaj(task.stateSize(), 1);
    sensors.read(start.positions(), start.velocities(), x);
    return new Situation(condition, x, List.of(), 0);
  }
}
