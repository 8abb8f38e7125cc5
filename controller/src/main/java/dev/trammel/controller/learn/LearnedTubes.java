package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.Tube;
import dev.trammel.controller.lqr.TubeSettings;
import dev.trammel.controller.task.SensorErrors;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * The tubes of controllers that were tried, as they act without noise: about the states that the
 * model fitted to their own episodes expects, and wide enough for these episodes themselves.
 */
final class LearnedTubes {

  /** How many times farther out than any state of a controller's own episodes its tube reaches. */
  private static final double MARGIN = 1.5;

  private final TubeSettings settings;
  private final double[] noise;

  LearnedTubes(Task task, TubeSettings settings) {
    this.settings = settings;
    noise = task.plant().sensors().stream().mapToDouble(LearnedTubes::noise).toArray();
  }

  /** Of a reading: a quantum q is as bad as noise of a deviation q/√12. */
  private static double noise(SensorSettings sensor) {
    SensorErrors errors = sensor.errors();
    return Math.hypot(errors.noise(), errors.quantum() / Math.sqrt(12));
  }

  /**
   * What was tried, knowing its tube; unchanged where no model expects anything.
   *
   * @param confirmed further episodes of the same controller, without noise
   */
  ConditionIteration tell(ConditionIteration tried, List<Trajectory> confirmed) {
    if (tried.controller().isEmpty() || tried.expected().isEmpty()) {
      return tried;
    }
    List<Trajectory> own = new ArrayList<>(List.of(tried.batch().get(0)));
    own.addAll(confirmed);
    Tube tube = Tube.about(tried.expected().get(), noise, settings);
    LinearGaussianController controller = tried.controller().get();
    return tried.with(controller.within(Optional.of(tube.atLeast(reach(tube, own)))));
  }

  /** How far its own episodes went from the centre, and somewhat farther. */
  private static DMatrixRMaj[] reach(Tube tube, List<Trajectory> own) {
    int n = tube.stateSize();
    DMatrixRMaj[] reach = new DMatrixRMaj[tube.steps() + 1];
    Arrays.setAll(reach, t -> new DMatrixRMaj(n, 1));
    for (Trajectory episode : own) {
      Require.inRange(episode.steps(), tube.steps(), tube.steps(), "steps of an episode");
      for (int t = 0; t < reach.length; t++) {
        DMatrixRMaj centre = tube.centre(t);
        for (int i = 0; i < n; i++) {
          double away = MARGIN * Math.abs(episode.state(t, i) - centre.data[i]);
          reach[t].data[i] = Math.max(reach[t].data[i], away);
        }
      }
    }
    return reach;
  }
}
