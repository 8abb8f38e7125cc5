package dev.trammel.controller.archive;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.mcap.Message;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of an episode as messages in CDR, little-endian, by the definition of a
 * {@link StepLayout}. T+1 of them: the last one has no action. Every number keeps its bits.
 */
final class StepCodec {

  private static final int END = 255;
  private static final byte[] CDR_LITTLE_ENDIAN = {0, 1, 0, 0};

  /** After the head: four int32 and the time, which leaves the numbers aligned to 8 bytes. */
  private static final int FIXED_BYTES = 4 + 16 + 8 + 1;

  private final StepLayout layout;
  private final int bytes;

  StepCodec(StepLayout layout) {
    this.layout = layout;
    bytes = FIXED_BYTES
        + Double.BYTES
            * (layout.state().size()
                + layout.truth().size()
                + 2 * layout.input().size());
  }

  /** Refuses an episode of other sizes, before anything is written. */
  void requireFits(Trajectory trajectory) {
    boolean fits = trajectory.stateSize() == layout.state().size()
        && trajectory.truthSize() == layout.truth().size()
        && (trajectory.steps() == 0 || trajectory.inputSize() == layout.input().size());
    if (!fits) {
      throw new IllegalArgumentException("an episode of this archive must have n, p, m = "
          + layout.state().size() + ", " + layout.truth().size() + ", "
          + layout.input().size()
          + ", had " + trajectory.stateSize() + ", " + trajectory.truthSize() + ", "
          + trajectory.inputSize());
    }
  }

  /**
   * One step.
   *
   * @param t 0 … T
   * @param seconds since the episode's begin
   */
  byte[] encode(EpisodeId id, Trajectory trajectory, int t, double seconds) {
    ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put(CDR_LITTLE_ENDIAN);
    out.putInt(id.iteration()).putInt(id.condition()).putInt(id.episode()).putInt(t);
    out.putDouble(seconds);
    for (int i = 0; i < layout.state().size(); i++) {
      out.putDouble(trajectory.state(t, i));
    }
    for (int i = 0; i < layout.truth().size(); i++) {
      out.putDouble(trajectory.truth(t, i));
    }
    boolean end = t == trajectory.steps();
    for (int i = 0; i < layout.input().size(); i++) {
      out.putDouble(end ? Double.NaN : trajectory.requested(t, i));
    }
    for (int i = 0; i < layout.input().size(); i++) {
      out.putDouble(end ? Double.NaN : trajectory.applied(t, i));
    }
    out.put((byte) (end ? END : trajectory.status(t).ordinal()));
    return out.array();
  }

  /**
   * The episode of all its steps.
   *
   * @param steps T+1, in order
   * @throws IllegalArgumentException if they are not the steps of this episode
   */
  Trajectory decode(EpisodeId id, List<Message> steps) {
    int last = steps.size() - 1;
    double[][] states = new double[last + 1][layout.state().size()];
    double[][] truths = new double[last + 1][layout.truth().size()];
    double[][] requested = new double[last][layout.input().size()];
    double[][] applied = new double[last][layout.input().size()];
    List<CycleStatus> statuses = new ArrayList<>(last);
    for (int t = 0; t <= last; t++) {
      ByteBuffer in = steps.get(t).buffer();
      requireStep(id, t, in);
      read(in, states[t]);
      read(in, truths[t]);
      if (t < last) {
        read(in, requested[t]);
        read(in, applied[t]);
        statuses.add(status(Byte.toUnsignedInt(in.get()), id, t));
      }
    }
    return new Trajectory(states, truths, requested, applied, statuses);
  }

  private void requireStep(EpisodeId id, int t, ByteBuffer in) {
    if (in.remaining() != bytes) {
      throw new IllegalArgumentException(
          "a step must have " + bytes + " bytes, had " + in.remaining());
    }
    in.position(CDR_LITTLE_ENDIAN.length);
    int iteration = in.getInt();
    int condition = in.getInt();
    int episode = in.getInt();
    int step = in.getInt();
    if (iteration != id.iteration()
        || condition != id.condition()
        || episode != id.episode()
        || step != t) {
      throw new IllegalArgumentException("step " + t + " of " + id + " is missing");
    }
    in.getDouble();
  }

  private static CycleStatus status(int code, EpisodeId id, int t) {
    CycleStatus[] known = CycleStatus.values();
    if (code >= known.length) {
      throw new IllegalArgumentException(
          "status of step " + t + " of " + id + " must be below " + known.length + ", was " + code);
    }
    return known[code];
  }

  private static void read(ByteBuffer in, double[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] = in.getDouble();
    }
  }
}
