package dev.trammel.controller.replay;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.task.SuccessCondition;
import dev.trammel.controller.task.SuccessCriterion;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/** Draws what an episode came to over its time, and another one's beside it. */
final class ReplayPlots {

  private static final int TRUE = 0;
  private static final int SEEN = 1;
  private static final int WANTED = 2;
  private static final int GHOST = 7;

  private final ReplayedEpisode episode;
  private final Optional<ReplayedEpisode> ghost;
  private final PlantSpec spec;

  ReplayPlots(ReplayedEpisode episode, Optional<ReplayedEpisode> ghost) {
    this.episode = episode;
    this.ghost = ghost;
    spec = episode.task().plant().spec();
  }

  List<Plot> plots() {
    List<Plot> plots = new ArrayList<>();
    for (int i = 0; i < episode.condition().success().conditions().size(); i++) {
      plots.add(success(i));
    }
    plots.add(cost());
    for (int i = 0; i < episode.trajectory().stateSize(); i++) {
      plots.add(state(i));
    }
    for (int i = 0; i < episode.trajectory().inputSize(); i++) {
      plots.add(input(i));
    }
    return plots;
  }

  /** What success is judged by, and where it must be. */
  private Plot success(int i) {
    SuccessCriterion success = episode.condition().success();
    SuccessCondition condition = success.conditions().get(i);
    Plot plot = plot(upperFirst(condition.name()), condition.unit());
    double end = episode.task().duration();
    // the terminal state alone would be a band without a width
    double begin = Math.min(success.firstStep() * spec.period(), end - 0.5 * spec.period());
    double limit = condition.limit();
    plot.band(
        "success", new double[] {begin, end}, new double[2], new double[] {limit, limit}, WANTED);
    ghost.ifPresent(other -> line(plot, "ghost", measures(other, i), GHOST, Mark.DASHED));
    line(plot, "", measures(episode, i), TRUE, Mark.LINE);
    return plot.limit("limit", limit);
  }

  private static double[] measures(ReplayedEpisode episode, int i) {
    List<SuccessCondition> conditions = episode.condition().success().conditions();
    int n = episode.trajectory().stateSize();
    DMatrixRMaj x = new DMatrixRMaj(n, 1);
    return values(episode.trajectory().steps() + 1, t -> {
      Arrays.setAll(x.data, entry -> episode.known(t, entry));
      return i < conditions.size() ? conditions.get(i).measure(x) : Double.NaN;
    });
  }

  private Plot cost() {
    Plot plot = plot("Cost of a step", "-").logYIfWide();
    ghost.ifPresent(other -> line(plot, "ghost", other.costs(), GHOST, Mark.DASHED));
    return line(plot, "", episode.costs(), TRUE, Mark.LINE);
  }

  private Plot state(int i) {
    Channel channel = spec.sensors().get(i);
    Plot plot = plot(channel.name(), channel.unit());
    int count = episode.trajectory().steps() + 1;
    ghost.ifPresent(other -> line(
        plot,
        "ghost",
        values(other.trajectory().steps() + 1, t -> other.known(t, i)),
        GHOST,
        Mark.DASHED));
    Trajectory trajectory = episode.trajectory();
    double[] seen = values(count, t -> trajectory.state(t, i));
    double[] known = values(count, t -> episode.known(t, i));
    if (Arrays.equals(seen, known)) {
      return limited(line(plot, "estimate", seen, TRUE, Mark.LINE), channel);
    }
    line(plot, "estimate", seen, SEEN, Mark.LINE);
    return limited(line(plot, "truth", known, TRUE, Mark.LINE), channel);
  }

  private Plot input(int i) {
    Channel channel = spec.actuators().get(i);
    Plot plot = plot("input: " + channel.name(), channel.unit());
    ghost.ifPresent(other -> {
      Trajectory trajectory = other.trajectory();
      line(plot, "ghost", held(trajectory, t -> trajectory.applied(t, i)), GHOST, Mark.DASHED);
    });
    Trajectory trajectory = episode.trajectory();
    double[] requested = held(trajectory, t -> trajectory.requested(t, i));
    double[] applied = held(trajectory, t -> trajectory.applied(t, i));
    if (!Arrays.equals(requested, applied)) {
      line(plot, "requested", requested, SEEN, Mark.STEP);
    }
    return limited(line(plot, "applied", applied, TRUE, Mark.STEP), channel);
  }

  /** An input is held to the end of the last step. */
  private static double[] held(Trajectory trajectory, IntToDoubleFunction input) {
    int last = trajectory.steps() - 1;
    return values(last + 2, t -> input.applyAsDouble(Math.min(t, last)));
  }

  private Plot line(Plot plot, String name, double[] y, int colour, Mark mark) {
    return plot.add(name, values(y.length, t -> t * spec.period()), y, colour, mark);
  }

  private static Plot plot(String title, String unit) {
    return new Plot(title, "time [s]", "[" + unit + "]").overTime();
  }

  private static Plot limited(Plot plot, Channel channel) {
    return plot.limit("limit", channel.lower())
        .limit(Double.isFinite(channel.lower()) ? "" : "limit", channel.upper());
  }

  private static double[] values(int count, IntToDoubleFunction value) {
    double[] values = new double[count];
    Arrays.setAll(values, value);
    return values;
  }

  private static String upperFirst(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
