package dev.trammel.controller.trajectory;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.storage.BinaryFile;
import dev.trammel.controller.storage.CorruptFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One episode as it is kept on the disk, one {@link BinaryFile} each. Its content:
 *
 * <pre>
 *   int32     iteration, condition, episode
 *   int64     seed
 *   float64   period [s]
 *   int32     T, n, p, m
 *   float64   states (T+1)×n, truths (T+1)×p, requested T×m, applied T×m, row by row
 *   byte      T statuses
 * </pre>
 *
 * @param period control interval [s]
 */
public record EpisodeLog(EpisodeId id, double period, Trajectory trajectory) {

  /** How the files end. */
  public static final String SUFFIX = ".episode";

  private static final BinaryFile FILE = new BinaryFile(0x5452414D4D454C45L, 1, "an episode");
  private static final int SIZES_OFFSET = BinaryFile.HEADER_BYTES + 28;
  private static final int FIXED_BYTES = 44;

  public EpisodeLog {
    Require.positive(period, "period");
  }

  /** Writes the file whole or not at all. */
  public void write(Path file) throws IOException {
    int steps = trajectory.steps();
    int n = trajectory.stateSize();
    int p = trajectory.truthSize();
    int m = trajectory.inputSize();
    ByteBuffer out = ByteBuffer.allocate((int) contentBytes(steps, n, p, m));
    out.putInt(id.iteration()).putInt(id.condition()).putInt(id.episode());
    out.putLong(id.seed()).putDouble(period);
    out.putInt(steps).putInt(n).putInt(p).putInt(m);
    putRows(out, steps + 1, n, trajectory::state);
    putRows(out, steps + 1, p, trajectory::truth);
    putRows(out, steps, m, trajectory::requested);
    putRows(out, steps, m, trajectory::applied);
    for (int t = 0; t < steps; t++) {
      out.put((byte) trajectory.status(t).ordinal());
    }
    FILE.write(file, out.array());
  }

  /**
   * Reads a file and checks all of it.
   *
   * @throws CorruptFileException if it is not an episode, or was cut or changed
   */
  public static EpisodeLog read(Path file) throws IOException {
    ByteBuffer in = FILE.read(file);
    if (in.remaining() < FIXED_BYTES) {
      throw new CorruptFileException(file, in.limit(), "an episode ends within its header");
    }
    EpisodeId id = new EpisodeId(in.getInt(), in.getInt(), in.getInt(), in.getLong());
    double period = in.getDouble();
    int steps = in.getInt();
    int n = in.getInt();
    int p = in.getInt();
    int m = in.getInt();
    requireSizes(file, in, steps, List.of(n, p, m));
    double[][] states = rows(in, steps + 1, n);
    double[][] truths = rows(in, steps + 1, p);
    double[][] requested = rows(in, steps, m);
    double[][] applied = rows(in, steps, m);
    Trajectory trajectory =
        new Trajectory(states, truths, requested, applied, statuses(file, in, steps));
    return new EpisodeLog(id, period, trajectory);
  }

  private static void requireSizes(Path file, ByteBuffer in, int steps, List<Integer> sizes)
      throws CorruptFileException {
    if (steps < 0 || sizes.stream().anyMatch(size -> size < 0)) {
      throw new CorruptFileException(
          file, SIZES_OFFSET, "sizes must be at least 0, were " + steps + " and " + sizes);
    }
    double announced = contentBytes(steps, sizes.get(0), sizes.get(1), sizes.get(2));
    int found = in.limit() - BinaryFile.HEADER_BYTES;
    if (announced != found) {
      throw new CorruptFileException(
          file, SIZES_OFFSET, "sizes announce " + announced + " bytes, the file has " + found);
    }
  }

  private static List<CycleStatus> statuses(Path file, ByteBuffer in, int steps)
      throws IOException {
    CycleStatus[] known = CycleStatus.values();
    List<CycleStatus> statuses = new ArrayList<>(steps);
    for (int t = 0; t < steps; t++) {
      byte code = in.get();
      if (code < 0 || code >= known.length) {
        throw new CorruptFileException(
            file, in.position() - 1L, "status must be below " + known.length + ", was " + code);
      }
      statuses.add(known[code]);
    }
    return statuses;
  }

  /** In floating point, where sizes that are too large cannot overflow into plausible ones. */
  private static double contentBytes(double steps, double n, double p, double m) {
    return FIXED_BYTES + 8 * ((steps + 1) * (n + p) + 2 * steps * m) + steps;
  }

  private interface Entry {
    double at(int row, int column);
  }

  private static void putRows(ByteBuffer out, int rows, int columns, Entry entry) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        out.putDouble(entry.at(row, column));
      }
    }
  }

  private static double[][] rows(ByteBuffer in, int rows, int columns) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int column = 0; column < columns; column++) {
        row[column] = in.getDouble();
      }
    }
    return values;
  }
}
