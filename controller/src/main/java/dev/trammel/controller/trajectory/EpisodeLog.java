package dev.trammel.controller.trajectory;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.linalg.Require;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One episode as it is kept on the disk, one file each.
 *
 * <p>All numbers are big-endian:
 *
 * <pre>
 *   offset  type      what
 *    0      8 bytes   magic "TRAMMEL" and 'E'
 *    8      int32     version, 1
 *   12      int32     iteration, condition, episode
 *   24      int64     seed
 *   32      float64   period [s]
 *   40      int32     T, n, p, m
 *   56      float64   states (T+1)×n, truths (T+1)×p, requested T×m, applied T×m, row by row
 *    …      byte      T statuses
 *    …      int32     CRC-32 of everything before
 * </pre>
 *
 * @param iteration of learning, from 0
 * @param condition from 0
 * @param episode within the iteration and condition, from 0
 * @param seed of the episode's start
 * @param period control interval [s]
 */
public record EpisodeLog(
    int iteration, int condition, int episode, long seed, double period, Trajectory trajectory) {

  /** How the files end. */
  public static final String SUFFIX = ".episode";

  private static final long MAGIC = 0x5452414D4D454C45L;
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 56;
  private static final int CHECKSUM_BYTES = 4;
  private static final int SIZES_OFFSET = 40;

  public EpisodeLog {
    Require.atLeast(iteration, 0, "iteration");
    Require.atLeast(condition, 0, "condition");
    Require.atLeast(episode, 0, "episode");
    Require.positive(period, "period");
  }

  /** Writes the file whole or not at all. */
  public void write(Path file) throws IOException {
    int n = trajectory.stateSize();
    int p = trajectory.truthSize();
    int m = trajectory.inputSize();
    int size = (int) expectedBytes(trajectory.steps(), n, p, m);
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putLong(MAGIC).putInt(VERSION);
    out.putInt(iteration).putInt(condition).putInt(episode);
    out.putLong(seed).putDouble(period);
    out.putInt(trajectory.steps()).putInt(n).putInt(p).putInt(m);
    putRows(out, trajectory.steps() + 1, n, trajectory::state);
    putRows(out, trajectory.steps() + 1, p, trajectory::truth);
    putRows(out, trajectory.steps(), m, trajectory::requested);
    putRows(out, trajectory.steps(), m, trajectory::applied);
    for (int t = 0; t < trajectory.steps(); t++) {
      out.put((byte) trajectory.status(t).ordinal());
    }
    out.putInt(checksum(out.array(), size - CHECKSUM_BYTES));
    DurableFile.write(file, out.array());
  }

  /**
   * Reads a file and checks all of it.
   *
   * @throws CorruptFileException if it is not an episode, or was cut or changed
   */
  public static EpisodeLog read(Path file) throws IOException {
    long length = Files.size(file);
    if (length < HEADER_BYTES + CHECKSUM_BYTES) {
      throw new CorruptFileException(
          file, length, "an episode has at least " + (HEADER_BYTES + CHECKSUM_BYTES) + " bytes");
    }
    checkHeader(file, length);
    byte[] bytes = Files.readAllBytes(file);
    int body = bytes.length - CHECKSUM_BYTES;
    int stored = ByteBuffer.wrap(bytes).getInt(body);
    int computed = checksum(bytes, body);
    if (stored != computed) {
      throw new CorruptFileException(
          file, body, String.format("checksum is %08x but the content has %08x", stored, computed));
    }
    return decode(file, ByteBuffer.wrap(bytes));
  }

  /** Refuses, before memory is asked for, a file whose length is not what its header announces. */
  private static void checkHeader(Path file, long length) throws IOException {
    ByteBuffer header;
    try (var in = Files.newInputStream(file)) {
      header = ByteBuffer.wrap(in.readNBytes(HEADER_BYTES));
    }
    if (header.limit() < HEADER_BYTES || header.getLong(0) != MAGIC) {
      throw new CorruptFileException(file, 0, "not an episode of Trammel");
    }
    if (header.getInt(8) != VERSION) {
      throw new CorruptFileException(
          file, 8, "version must be " + VERSION + ", was " + header.getInt(8));
    }
    header.position(SIZES_OFFSET);
    int steps = header.getInt();
    int n = header.getInt();
    int p = header.getInt();
    int m = header.getInt();
    if (steps < 0 || n < 1 || p < 0 || m < 0) {
      throw new CorruptFileException(
          file, SIZES_OFFSET, "impossible sizes T, n, p, m: " + List.of(steps, n, p, m));
    }
    long expected = expectedBytes(steps, n, p, m);
    if (expected != length) {
      throw new CorruptFileException(
          file,
          Math.min(expected, length),
          "the header announces " + expected + " bytes, the file has " + length);
    }
  }

  private static EpisodeLog decode(Path file, ByteBuffer in) throws IOException {
    in.position(12);
    int iteration = in.getInt();
    int condition = in.getInt();
    int episode = in.getInt();
    long seed = in.getLong();
    double period = in.getDouble();
    int steps = in.getInt();
    int n = in.getInt();
    int p = in.getInt();
    int m = in.getInt();
    double[][] states = rows(in, steps + 1, n);
    double[][] truths = rows(in, steps + 1, p);
    double[][] requested = rows(in, steps, m);
    double[][] applied = rows(in, steps, m);
    Trajectory trajectory =
        new Trajectory(states, truths, requested, applied, statuses(file, in, steps));
    return new EpisodeLog(iteration, condition, episode, seed, period, trajectory);
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

  private static long expectedBytes(long steps, long n, long p, long m) {
    // saturating: sizes up to 2³¹ cannot overflow into a plausible length
    double doubles = (steps + 1.0) * (n + (double) p) + 2.0 * steps * m;
    double bytes = HEADER_BYTES + 8 * doubles + steps + CHECKSUM_BYTES;
    return bytes > Integer.MAX_VALUE ? Long.MAX_VALUE : (long) bytes;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
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
