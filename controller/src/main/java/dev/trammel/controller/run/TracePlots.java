package dev.trammel.controller.run;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws what happened in a batch beside what a model expected: one plot per state and input. */
final class TracePlots {

  /** More episodes than these add ink, not insight. */
  private static final int MOST_EPISODES = 20;

  private static final int MODEL = 0;
  private static final int EPISODES = 1;
  private static final double SIGMAS = 2;

  private final PlantSpec spec;
  private final TrajectoryBatch batch;
  private final Optional<TrajectoryDistribution> expected;

  /**
   * Collects what is drawn.
   *
   * @param spec its sensors are the states
   * @param expected of the controller that ran the batch, where there was a model
   */
  TracePlots(PlantSpec spec, TrajectoryBatch batch, Optional<TrajectoryDistribution> expected) {
    this.spec = spec;
    this.batch = batch;
    this.expected = expected;
  }

  List<Plot> plots() {
    List<Plot> plots = new ArrayList<>();
    for (int i = 0; i < batch.stateSize(); i++) {
      plots.add(state(i));
    }
    for (int i = 0; i < batch.inputSize(); i++) {
      plots.add(input(i));
    }
    return plots;
  }

  private Plot state(int i) {
    Plot plot = plot("", spec.sensors().get(i));
    expected.ifPresent(model -> tube(plot, times(model.steps() + 1), model, i, true));
    for (int k = 0; k < drawn(); k++) {
      Trajectory episode = batch.get(k);
      double[] y = new double[episode.steps() + 1];
      for (int t = 0; t < y.length; t++) {
        y[t] = episode.state(t, i);
      }
      plot.add(name(k), times(y.length), y, EPISODES, Mark.THIN);
    }
    return limited(plot, spec.sensors().get(i));
  }

  private Plot input(int i) {
    Plot plot = plot("input: ", spec.actuators().get(i));
    int entry = batch.stateSize() + i;
    expected.ifPresent(model -> tube(plot, times(model.steps()), model, entry, false));
    for (int k = 0; k < drawn(); k++) {
      Trajectory episode = batch.get(k);
      double[] y = new double[episode.steps()];
      for (int t = 0; t < y.length; t++) {
        y[t] = episode.applied(t, i);
      }
      plot.add(name(k), times(y.length), y, EPISODES, Mark.THIN);
    }
    return limited(plot, spec.actuators().get(i));
  }

  private static void tube(
      Plot plot, double[] times, TrajectoryDistribution model, int entry, boolean ofState) {
    double[] mean = new double[times.length];
    double[] lower = new double[times.length];
    double[] upper = new double[times.length];
    for (int t = 0; t < times.length; t++) {
      Gaussian marginal = ofState ? model.state(t) : model.joint(t);
      mean[t] = marginal.mean().get(entry, 0);
      double sigma = Math.sqrt(Math.max(0, marginal.covariance().get(entry, entry)));
      lower[t] = mean[t] - SIGMAS * sigma;
      upper[t] = mean[t] + SIGMAS * sigma;
    }
    plot.band("model ±2σ", times, lower, upper, MODEL);
    plot.add("model mean", times, mean, MODEL, Mark.LINE);
  }

  private static Plot plot(String kind, Channel channel) {
    return new Plot(kind + channel.name(), "time [s]", "[" + channel.unit() + "]");
  }

  private static Plot limited(Plot plot, Channel channel) {
    return plot.limit("limit", channel.lower())
        .limit(Double.isFinite(channel.lower()) ? "" : "limit", channel.upper());
  }

  private int drawn() {
    return Math.min(MOST_EPISODES, batch.size());
  }

  private static String name(int episode) {
    return episode == 0 ? "episodes" : "";
  }

  private double[] times(int count) {
    double[] times = new double[count];
    for (int t = 0; t < count; t++) {
      times[t] = t * spec.period();
    }
    return times;
  }
}
