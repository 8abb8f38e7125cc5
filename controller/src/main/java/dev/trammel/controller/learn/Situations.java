package dev.trammel.controller.learn;

import dev.trammel.controller.learn.GuidedEpisodes.Batch;
import dev.trammel.controller.learn.GuidedEpisodes.Collected;
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
   * @param batch its episodes
   * @param same whether what is imagined is the same in all iterations
   */
  List<Situation> of(int iteration, Batch batch, boolean same) {
    List<Situation> situations = new ArrayList<>();
    int region = task.conditions().size();
    for (int c = 0; c < region; c++) {
      int place = c;
      Optional<Situation> lived = lived(batch, episode -> episode.place() == place);
      lived.ifPresent(situations::add);
      if (lived.isEmpty() && settings.starts() == Starts.BOTH) {
        Condition condition = task.conditions().get(c);
        situations.add(at(condition, condition.meanStart(0)));
      }
    }
    int starts = settings.episodes() + settings.explorers();
    int first = batch
        .all()
        .filter(episode -> episode.place() == region)
        .mapToInt(Lived::number)
        .min()
        .orElse(0);
    for (int k = first; k < first + starts; k++) {
      int number = k;
      lived(batch, e -> e.place() == region && e.number() == number).ifPresent(situations::add);
    }
    for (int i = 0; i < settings.imagined(); i++) {
      situations.add(imagined(same ? 0 : iteration, i));
    }
    return situations;
  }

  private static Optional<Situation> lived(Batch batch, Predicate<Lived> here) {
    List<Lived> quiet = batch.quiet().stream().filter(here).toList();
    List<Lived> acted =
        Stream.concat(quiet.stream(), batch.noisy().stream().filter(here)).toList();
    List<Collected> collected =
        batch.collected().stream().filter(one -> here.test(one.lived())).toList();
    List<Lived> began =
        acted.isEmpty() ? collected.stream().map(Collected::lived).toList() : acted;
    if (began.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Situation(
        began.get(0).condition(),
        StartDistribution.mean(
            new TrajectoryBatch(began.stream().map(Lived::trajectory).toList())),
        acted.stream().map(Lived::trajectory).toList(),
        quiet.size(),
        collected.stream().map(Collected::planned).toList()));
  }

  private Situation imagined(int iteration, int number) {
    SplittableRandom random = new SplittableRandom(seeds.episode(iteration, IMAGINED, number));
    Condition condition = task.region().orElseThrow().draw("imagined " + number, random);
    return at(condition, condition.drawStart(random));
  }

  private Situation at(Condition condition, EpisodeStart start) {
    DMatrixRMaj x = new DMatrixRMaj(task.stateSize(), 1);
    sensors.read(start.positions(), start.velocities(), x);
    return new Situation(condition, x, List.of(), 0, List.of());
  }
}
