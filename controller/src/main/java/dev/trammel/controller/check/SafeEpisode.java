package dev.trammel.controller.check;

import dev.trammel.controller.control.Clock;
import dev.trammel.controller.control.ControlLoop;
import dev.trammel.controller.control.SensorEstimator;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryRecorder;

/** An episode in which nobody controls the body but its guard. */
final class SafeEpisode {

  private SafeEpisode() {}

  /** The sensors' true values after some time. */
  static double[] end(Plant body, EpisodeStart start, double seconds) {
    int n = body.spec().observationSize();
    int steps = (int) Math.ceil(seconds / body.spec().period());
    TrajectoryRecorder recorder =
        new TrajectoryRecorder(steps, n, n, body.spec().actionSize());
    body.open();
    new ControlLoop(body, new SensorEstimator(n), Clock.virtual(), recorder)
        .run(start, (estimate, step, out) -> false, steps);
    Trajectory episode = recorder.toTrajectory();
    double[] end = new double[n];
    for (int i = 0; i < n; i++) {
      end[i] = episode.truth(steps, i);
    }
    return end;
  }
}
