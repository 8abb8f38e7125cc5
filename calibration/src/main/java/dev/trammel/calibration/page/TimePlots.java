package dev.trammel.calibration.page;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.report.Figure;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** What a robot's sensors read and its actuators did in one recording, a plot for each unit. */
final class TimePlots {

  /** Of a curve; more than a page has pixels nobody sees. */
  private static final int MOST_POINTS = 600;

  private final PlantSpec spec;
  private final Recording recording;

  private TimePlots(PlantSpec spec, Recording recording) {
    this.spec = spec;
    this.recording = recording;
  }

  static List<Figure> of(PlantSpec spec, Recording recording) {
    TimePlots plots = new TimePlots(spec, recording);
    List<Figure> figures = new ArrayList<>(plots.readings());
    if (recording.steps() > 0) {
      figures.addAll(plots.efforts());
    }
    return figures;
  }

  private List<Figure> readings() {
    List<Figure> figures = new ArrayList<>();
    byUnit(spec.sensors()).forEach((unit, sensors) -> {
      Plot plot = new Plot("What was read [" + unit + "]", "time [s]", "reading [" + unit + "]");
      for (int k = 0; k < sensors.size(); k++) {
        int sensor = sensors.get(k);
        String name = spec.sensors().get(sensor).name();
        add(plot, name, k, recording.steps() + 1, t -> recording.reading(t, sensor));
      }
      figures.add(plot);
    });
    return figures;
  }

  private List<Figure> efforts() {
    List<Figure> figures = new ArrayList<>();
    byUnit(spec.actuators()).forEach((unit, actuators) -> {
      Plot plot =
          new Plot("What the actuators did [" + unit + "]", "time [s]", "effort [" + unit + "]");
      for (int k = 0; k < actuators.size(); k++) {
        int actuator = actuators.get(k);
        String name = spec.actuators().get(actuator).name();
        add(plot, name, k, recording.steps(), t -> recording.applied(t, actuator));
      }
      figures.add(plot);
    });
    return figures;
  }

  private static Map<String, List<Integer>> byUnit(List<Channel> channels) {
    Map<String, List<Integer>> units = new LinkedHashMap<>();
    for (int i = 0; i < channels.size(); i++) {
      units.computeIfAbsent(channels.get(i).unit(), unit -> new ArrayList<>()).add(i);
    }
    return units;
  }

  /** Least and greatest of as many neighbours as it takes: no peak is lost. */
  private void add(Plot plot, String name, int colour, int rows, IntToDoubleFunction value) {
    int together = 1 + 2 * (rows - 1) / MOST_POINTS;
    List<Integer> kept = new ArrayList<>();
    for (int first = 0; first < rows; first += together) {
      int least = first;
      int most = first;
      for (int t = first; t < Math.min(rows, first + together); t++) {
        least = value.applyAsDouble(t) < value.applyAsDouble(least) ? t : least;
        most = value.applyAsDouble(t) > value.applyAsDouble(most) ? t : most;
      }
      kept.add(Math.min(least, most));
      if (least != most) {
        kept.add(Math.max(least, most));
      }
    }
    plot.add(
        name,
        kept.stream().mapToDouble(t -> recording.time(t) - recording.time(0)).toArray(),
        kept.stream().mapToDouble(value::applyAsDouble).toArray(),
        colour,
        Mark.LINE);
  }
}
