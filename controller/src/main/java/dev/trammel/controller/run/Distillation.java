package dev.trammel.controller.run;

import dev.trammel.controller.learn.ReplanningTeacher.Shown;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.PositiveDefinite;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.LocalTeacher;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyMean;
import dev.trammel.controller.policy.TeacherSample;
import dev.trammel.controller.policy.TeacherSamples;
import dev.trammel.controller.run.SeenStates.Seen;
import dev.trammel.controller.task.ObservationReader;
import dev.trammel.controller.task.PolicyObservation;
import dev.trammel.controller.task.Task;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What a policy is to learn from teachers of any kind, at the states of runs' episodes. Each teacher
 * has its word at each state, with its own precision times its weight; the policy that is nearest to
 * all of them does their precision-weighted mean. Not thread-safe.
 */
public final class Distillation {

  /**
   * A policy as teacher.
   *
   * @param name for complaints
   * @param observation what it sees
   * @param weight how much its word counts
   */
  public record Advisor(
      String name, MlpPolicy policy, PolicyObservation observation, double weight) {}

  private final Task student;
  private final InputLimits limits;
  private final Kernels kernels;
  private final List<TeacherSample> samples = new ArrayList<>();
  private final List<DMatrixRMaj> precisions = new ArrayList<>();
  private int episodes;

  /** What the policy sees, and its limits, are those of a task. */
  public Distillation(Task student, Kernels kernels) {
    this.student = student;
    this.kernels = kernels;
    limits = InputLimits.of(student.plant());
  }

  /** Everything that was added. */
  public TeacherSamples samples() {
    if (samples.isEmpty()) {
      throw new UsageException("no teacher has a word in any of the " + episodes
          + " episodes: local controllers know their own conditions alone, and these began"
          + " elsewhere; name a policy as --teacher");
    }
    return new TeacherSamples(samples, precisions);
  }

  public int sampleCount() {
    return samples.size();
  }

  /** Episodes whose states were asked about. */
  public int episodes() {
    return episodes;
  }

  /**
   * Asks teachers at a run's states.
   *
   * @param controllers the run's own, one per condition, each asked in its condition; or none
   * @param weight how much their word counts
   */
  public void add(
      SeenStates seen,
      List<LinearGaussianController> controllers,
      double weight,
      List<Advisor> advisors) {
    int firstLocal = precisions.size();
    for (LinearGaussianController controller : controllers) {
      requireFits(controller, seen);
      for (int t = 0; t < controller.steps(); t++) {
        precisions.add(LocalTeacher.precision(controller, t));
      }
    }
    int firstAdvisor = precisions.size();
    for (Advisor advisor : advisors) {
      requireFits(advisor, seen);
      precisions.add(
          PositiveDefinite.of(advisor.policy().covariance(), advisor.name()).inverse());
    }
    for (Seen episode : seen.episodes()) {
      if (episode.place() < controllers.size()) {
        int first = firstLocal + episode.place() * seen.task().steps();
        addLocal(episode, controllers.get(episode.place()), first, weight);
      }
      for (int a = 0; a < advisors.size(); a++) {
        addAdvice(episode, advisors.get(a), firstAdvisor + a);
      }
      episodes++;
    }
  }

  /** Takes in what model predictive control showed in an episode; its states are the student's. */
  public void add(Shown shown, double weight) {
    ObservationReader reader = student.observation().reader(shown.condition().context());
    for (int i = 0; i < shown.states().size(); i++) {
      precisions.add(shown.precisions().get(i));
      double[] u = shown.inputs().get(i).data;
      add(reader, shown.states().get(i), u, precisions.size() - 1, weight);
    }
    episodes++;
  }

  private static void requireFits(LinearGaussianController controller, SeenStates seen) {
    if (controller.steps() != seen.task().steps()
        || controller.stateSize() != seen.task().stateSize()) {
      throw new RunException("run " + seen.run() + ": its controllers must be of its own task");
    }
  }

  private void requireFits(Advisor advisor, SeenStates seen) {
    int p = advisor.observation().size();
    int m = student.inputSize();
    if (advisor.policy().observationSize() != p || advisor.policy().inputSize() != m) {
      throw new UsageException(advisor.name() + " must see " + p + " numbers and give " + m
          + " inputs, sees " + advisor.policy().observationSize() + " and gives "
          + advisor.policy().inputSize());
    }
    List<String> targets = seen.task().observation().targets();
    if (!targets.equals(advisor.observation().targets())) {
      throw new UsageException(advisor.name() + " knows targets "
          + advisor.observation().targets() + ", run " + seen.run() + " has " + targets);
    }
  }

  private void addLocal(
      Seen episode, LinearGaussianController controller, int firstPrecision, double weight) {
    ObservationReader reader = reader(episode);
    for (int t = 0; t < controller.steps(); t++) {
      if (episode.trajectory().isObserved(t)) {
        DMatrixRMaj x = state(episode, t);
        DMatrixRMaj u = controller.offset(t);
        CommonOps_DDRM.multAdd(controller.gain(t), x, u);
        add(reader, x, u.data, firstPrecision + t, weight);
      }
    }
  }

  private void addAdvice(Seen episode, Advisor advisor, int precision) {
    ObservationReader reader = reader(episode);
    ObservationReader own = advisor.observation().reader(episode.condition().context());
    PolicyMean mean = advisor.policy().mean(kernels);
    double[] o = new double[advisor.policy().observationSize()];
    double[] u = new double[advisor.policy().inputSize()];
    for (int t = 0; t < episode.trajectory().steps(); t++) {
      if (episode.trajectory().isObserved(t)) {
        DMatrixRMaj x = state(episode, t);
        own.read(x, o);
        if (mean.of(o, u)) {
          add(reader, x, u, precision, advisor.weight());
        }
      }
    }
  }

  private ObservationReader reader(Seen episode) {
    return student.observation().reader(episode.condition().context());
  }

  private static DMatrixRMaj state(Seen episode, int t) {
    DMatrixRMaj x = new DMatrixRMaj(episode.trajectory().stateSize(), 1);
    episode.trajectory().copyState(t, x.data, 0);
    return x;
  }

  /** Nobody can do more than the actuators. */
  private void add(
      ObservationReader reader, DMatrixRMaj x, double[] u, int precision, double weight) {
    double[] o = new double[student.observation().size()];
    reader.read(x, o);
    double[] action = new double[u.length];
    for (int a = 0; a < action.length; a++) {
      action[a] = limits.clip(a, u[a]);
    }
    samples.add(new TeacherSample(o, action, precision, weight, episodes));
  }
}
