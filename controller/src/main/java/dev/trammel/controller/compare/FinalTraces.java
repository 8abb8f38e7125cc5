package dev.trammel.controller.compare;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.replay.EpisodeChoice;
import dev.trammel.controller.replay.EpisodeChoice.Rule;
import dev.trammel.controller.replay.ReplayedEpisode;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.run.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Draws the first episode of each run's saved iteration, which acts without noise, together. */
final class FinalTraces {

  private final List<Side> sides;

  FinalTraces(List<Side> sides) {
    this.sides = sides;
  }

  /** Whether all sides have the same sensors and actuators, so that traces can lie together. */
  boolean areComparable() {
    return sides.stream().map(side -> channels(side.first())).distinct().count() == 1;
  }

  private static List<Channel> channels(ComparedRun run) {
    PlantSpec spec = run.task().plant().spec();
    List<Channel> channels = new ArrayList<>(spec.sensors());
    channels.addAll(spec.actuators());
    return channels;
  }

  /** One plot per state and input of a condition that all sides have. */
  List<Plot> plots(String condition) throws IOException {
    PlantSpec spec = sides.get(0).first().task().plant().spec();
    List<Plot> plots = new ArrayList<>();
    spec.sensors().forEach(sensor -> plots.add(plot("", sensor)));
    spec.actuators().forEach(actuator -> plots.add(plot("input: ", actuator)));
    for (int s = 0; s < sides.size(); s++) {
      Side side = sides.get(s);
      String label = side.label();
      for (ComparedRun run : side.runs()) {
        add(run, condition, label, s, plots);
        label = "";
      }
    }
    return plots;
  }

  private static void add(
      ComparedRun run, String condition, String label, int colour, List<Plot> plots)
      throws IOException {
    if (run.iterations().isEmpty()) {
      return;
    }
    ReplayedEpisode episode = last(run, condition);
    Mark mark = run.info().seed() == 0 || !label.isEmpty() ? Mark.LINE : Mark.THIN;
    int n = episode.trajectory().stateSize();
    double[] times = new double[episode.trajectory().steps() + 1];
    Arrays.setAll(times, t -> t * episode.task().plant().period());
    for (int i = 0; i < plots.size(); i++) {
      int entry = i;
      double[] y = new double[times.length];
      Arrays.setAll(
          y,
          t -> entry < n
              ? episode.trajectory().state(t, entry)
              : episode.trajectory().applied(Math.min(t, times.length - 2), entry - n));
      plots.get(i).add(label, times, y, colour, entry < n || mark == Mark.THIN ? mark : Mark.STEP);
    }
  }

  private static ReplayedEpisode last(ComparedRun run, String condition) throws IOException {
    try (RunFolder folder = RunFolder.open(run.folder())) {
      return new EpisodeChoice(
              OptionalInt.empty(),
              OptionalInt.of(run.finalIteration()),
              Optional.of(condition),
              OptionalInt.of(0),
              Rule.BEST)
          .in(folder);
    }
  }

  private static Plot plot(String kind, Channel channel) {
    return new Plot(kind + channel.name(), "time [s]", "[" + channel.unit() + "]").overTime();
  }
}
