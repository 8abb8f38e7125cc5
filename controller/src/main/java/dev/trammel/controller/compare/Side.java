package dev.trammel.controller.compare;

import dev.trammel.controller.run.RunException;
import dev.trammel.controller.run.StudyFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One side of a comparison: a run, or a study as the runs of its seeds.
 *
 * @param label short, for legends
 * @param runs at least one, all of one task
 * @param wallSeconds of each run; NaN where not known
 */
record Side(String label, List<ComparedRun> runs, List<Double> wallSeconds) {

  Side {
    runs = List.copyOf(runs);
    wallSeconds = List.copyOf(wallSeconds);
  }

  /** Reads the folder of a run or a study. */
  static Side read(Path folder, String label) throws IOException {
    if (!StudyFolder.isStudy(folder)) {
      ComparedRun run = ComparedRun.read(folder);
      return new Side(label, List.of(run), List.of(run.figure("wall_seconds")));
    }
    StudyFolder study = StudyFolder.open(folder);
    List<ComparedRun> runs = new ArrayList<>();
    List<Double> walls = new ArrayList<>();
    for (long seed = 0; study.hasRun(seed); seed++) {
      runs.add(ComparedRun.read(study.run(seed)));
      walls.add(study.wallSeconds(seed));
    }
    if (runs.isEmpty()) {
      throw new RunException("study " + folder + " has no run yet");
    }
    return new Side(label, runs, walls);
  }

  /** The run that stands for all where only one can be shown. */
  ComparedRun first() {
    return runs.get(0);
  }

  int solved() {
    return (int) runs.stream().filter(ComparedRun::solved).count();
  }

  /** Median experience per condition until solved [s]; infinite if most runs were not solved. */
  double medianExperience() {
    return median(ComparedRun::experience);
  }

  /** The median of a figure over the runs; NaN where no run has it. */
  double median(ToDoubleFunction<ComparedRun> figure) {
    return Quantiles.of(runs.stream().mapToDouble(figure).toArray(), 0.5);
  }

  /** Median wall clock of a run [s]; NaN where not known. */
  double medianWall() {
    return Quantiles.of(wallSeconds.stream().mapToDouble(wall -> wall).toArray(), 0.5);
  }

  /** The seeds, in one line. */
  String seeds() {
    return runs.size() == 1
        ? Long.toString(first().info().seed())
        : first().info().seed() + " to " + runs.get(runs.size() - 1).info().seed();
  }
}
