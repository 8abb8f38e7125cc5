package dev.trammel.controller.learn;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.dynamics.GaussianProcessBytes;
import dev.trammel.controller.dynamics.GaussianProcessModel;
import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.storage.BinaryFile;
import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * What is known of the body in one condition, to plan on, as a {@link BinaryFile}. Its content:
 *
 * <pre>
 *   int32     kind (1 fitted along a trajectory, 2 Gaussian process), S episodes, T, n, m
 *   S times   float64 states (T+1)×n, applied inputs T×m; uint8 T statuses of cycles
 *   1:        float64 F T×n×(n+m), f T×n, W T×n×n, mean n and covariance n×n of the first state
 *   2:        {@link GaussianProcessBytes}
 * </pre>
 */
public final class ReplanningModelFile {

  private static final BinaryFile FILE =
      new BinaryFile(0x5452414D4D454D44L, 1, "a model to plan on");
  private static final int FIXED_BYTES = 20;
  private static final int FITTED = 1;
  private static final int PROCESS = 2;

  private ReplanningModelFile() {}

  /**
   * The bytes of a file.
   *
   * @param model as {@link LocalModels} or {@link LearnedModels} make it
   * @param plan of its sizes
   */
  public static byte[] bytes(ReplanningModel model, LinearGaussianController plan) {
    List<Trajectory> episodes =
        model.episodes().map(TrajectoryBatch::trajectories).orElse(List.of());
    int steps = plan.steps();
    int n = plan.stateSize();
    int m = plan.inputSize();
    Optional<GaussianProcessModel> process = process(model);
    double size = FIXED_BYTES
        + episodes.size() * episodeBytes(steps, n, m)
        + process
            .map(GaussianProcessBytes::size)
            .map(Double::valueOf)
            .orElse(fittedBytes(steps, n, m));
    ByteBuffer out = ByteBuffer.allocate((int) size);
    out.putInt(process.isPresent() ? PROCESS : FITTED).putInt(episodes.size());
    out.putInt(steps).putInt(n).putInt(m);
    episodes.forEach(episode -> put(out, episode));
    if (process.isPresent()) {
      GaussianProcessBytes.write(process.get(), out);
    } else {
      put(out, ((FittedReplanning) model).alongPlan());
    }
    return FILE.bytes(out.array());
  }

  private static Optional<GaussianProcessModel> process(ReplanningModel model) {
    if (!(model instanceof LearnedReplanning learned)) {
      return Optional.empty();
    }
    return Optional.of(
        learned.model() instanceof KinematicTransition kinematic
            ? kinematic.predictor().model()
            : ((LearnedTransition) learned.model()).predictor().model());
  }

  /** In floating point, where sizes that are too large cannot overflow into plausible ones. */
  private static double episodeBytes(double steps, double n, double m) {
    return 8 * ((steps + 1) * n + steps * m) + steps;
  }

  private static double fittedBytes(double steps, double n, double m) {
    return 8 * (steps * (n * (n + m) + n + n * n) + n + n * n);
  }

  private static void put(ByteBuffer out, Trajectory episode) {
    for (int t = 0; t <= episode.steps(); t++) {
      for (int i = 0; i < episode.stateSize(); i++) {
        out.putDouble(episode.state(t, i));
      }
    }
    for (int t = 0; t < episode.steps(); t++) {
      for (int i = 0; i < episode.inputSize(); i++) {
        out.putDouble(episode.applied(t, i));
      }
    }
    for (int t = 0; t < episode.steps(); t++) {
      out.put((byte) episode.status(t).ordinal());
    }
  }

  private static void put(ByteBuffer out, LinearGaussianDynamics model) {
    put(out, model.transitions);
    put(out, model.offsets);
    put(out, model.covariances);
    put(out, model.initial.mean(), model.initial.covariance());
  }

  private static void put(ByteBuffer out, DMatrixRMaj... matrices) {
    for (DMatrixRMaj matrix : matrices) {
      for (int i = 0; i < matrix.getNumElements(); i++) {
        out.putDouble(matrix.data[i]);
      }
    }
  }

  /**
   * Reads a file's bytes and checks all of them. Each call gives another model, for another thread.
   *
   * @param file its name, for complaints
   * @param bytes not modified
   * @param task that it was learned for
   * @param plan of the condition that it is to be planned on with
   * @throws CorruptFileException if it is no model for this task, or was cut or changed
   */
  public static ReplanningModel read(
      Path file, byte[] bytes, Task task, Condition condition, LinearGaussianController plan)
      throws CorruptFileException {
    ByteBuffer in = FILE.read(file, bytes);
    try {
      return read(in, task, condition, plan);
    } catch (IllegalArgumentException e) {
      throw new CorruptFileException(file, in.position(), String.valueOf(e.getMessage()));
    }
  }

  private static ReplanningModel read(
      ByteBuffer in, Task task, Condition condition, LinearGaussianController plan) {
    requireBytes(in, FIXED_BYTES);
    int kind = in.getInt();
    int count = in.getInt();
    int steps = in.getInt();
    int n = in.getInt();
    int m = in.getInt();
    if (steps != plan.steps() || n != plan.stateSize() || m != plan.inputSize()) {
      throw new IllegalArgumentException("a model must be for T " + plan.steps() + ", n "
          + plan.stateSize() + ", m " + plan.inputSize() + ", is for " + steps + ", " + n + ", "
          + m);
    }
    if (count < 0 || kind != FITTED && kind != PROCESS || kind == FITTED && count == 0) {
      throw new IllegalArgumentException("a model must be of kind 1, with episodes, or 2, was of"
          + " kind " + kind + " with " + count + " episodes");
    }
    requireBytes(in, count * episodeBytes(steps, n, m));
    List<Trajectory> episodes = new ArrayList<>();
    for (int e = 0; e < count; e++) {
      episodes.add(episode(in, steps, n, m));
    }
    return kind == FITTED
        ? new FittedReplanning(fitted(in, steps, n, m), new TrajectoryBatch(episodes))
        : learned(in, task, condition, plan, episodes);
  }

  private static void requireBytes(ByteBuffer in, double count) {
    if (in.remaining() < count) {
      throw new IllegalArgumentException(
          "a model needs " + count + " bytes more, has " + in.remaining());
    }
  }

  private static Trajectory episode(ByteBuffer in, int steps, int n, int m) {
    double[][] states = rows(in, steps + 1, n);
    double[][] applied = rows(in, steps, m);
    double[][] unknown = new double[steps + 1][n];
    for (double[] row : unknown) {
      Arrays.fill(row, Double.NaN);
    }
    List<CycleStatus> statuses = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      int status = in.get();
      if (status < 0 || status >= CycleStatus.values().length) {
        throw new IllegalArgumentException("no cycle has status " + status);
      }
      statuses.add(CycleStatus.values()[status]);
    }
    return new Trajectory(states, unknown, applied, applied, statuses);
  }

  private static LinearGaussianDynamics fitted(ByteBuffer in, int steps, int n, int m) {
    double expected = fittedBytes(steps, n, m);
    if (in.remaining() != expected) {
      throw new IllegalArgumentException(
          "a fitted model has " + expected + " bytes, there are " + in.remaining());
    }
    DMatrixRMaj[] transitions = matrices(in, steps, n, n + m);
    DMatrixRMaj[] offsets = matrices(in, steps, n, 1);
    DMatrixRMaj[] covariances = matrices(in, steps, n, n);
    Gaussian first = new Gaussian(matrices(in, 1, n, 1)[0], matrices(in, 1, n, n)[0]);
    return new LinearGaussianDynamics(transitions, offsets, covariances, first);
  }

  private static ReplanningModel learned(
      ByteBuffer in,
      Task task,
      Condition condition,
      LinearGaussianController plan,
      List<Trajectory> episodes) {
    if (!(LearningSettingsReader.read(task).model()
        instanceof ModelSettings.GaussianProcess settings)) {
      throw new IllegalArgumentException(
          "a Gaussian process is no model of a task that learns with another one");
    }
    GaussianProcessModel process = GaussianProcessBytes.read(in);
    int n = settings.kinematics() ? JointEntries.of(task.plant()).length : plan.stateSize();
    if (process.stateSize() != n || process.inputSize() != plan.inputSize()) {
      throw new IllegalArgumentException("a Gaussian process must have n " + n + ", m "
          + plan.inputSize() + ", had " + process.stateSize() + ", " + process.inputSize());
    }
    return new LearnedReplanning(
        task,
        condition,
        plan,
        GaussianProcessImprover.toPlanOn(process, settings.kinematics(), task),
        episodes.isEmpty() ? Optional.empty() : Optional.of(new TrajectoryBatch(episodes)));
  }

  private static double[][] rows(ByteBuffer in, int count, int length) {
    double[][] rows = new double[count][length];
    for (double[] row : rows) {
      for (int i = 0; i < length; i++) {
        row[i] = in.getDouble();
      }
    }
    return rows;
  }

  private static DMatrixRMaj[] matrices(ByteBuffer in, int count, int rows, int columns) {
    DMatrixRMaj[] matrices = new DMatrixRMaj[count];
    for (int t = 0; t < count; t++) {
      matrices[t] = new DMatrixRMaj(rows, columns, true, rows(in, 1, rows * columns)[0]);
    }
    return matrices;
  }
}
