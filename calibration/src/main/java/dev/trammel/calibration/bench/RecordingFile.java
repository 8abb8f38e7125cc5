package dev.trammel.calibration.bench;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.mcap.Chunk;
import dev.trammel.controller.mcap.McapContents;
import dev.trammel.controller.mcap.McapReader;
import dev.trammel.controller.mcap.McapWriter;
import dev.trammel.controller.mcap.Message;
import dev.trammel.controller.mcap.MessageChannel;
import dev.trammel.controller.mcap.Prelude;
import dev.trammel.controller.mcap.Schema;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.storage.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One recording as an MCAP file, whole or not there: a message for each reading, with the inputs
 * that followed it, NaN after the last one. Numbers of {@code float64} in CDR, which what reads
 * ROS 2 reads too.
 */
final class RecordingFile {

  static final String SUFFIX = ".mcap";

  private static final String METADATA = "trammel-bench";
  private static final String END = "end";
  private static final String NAME = "name";
  private static final double NANOS = 1e9;
  private static final int ROWS_PER_CHUNK = 4096;

  /** Version of CDR, little-endian, no options. */
  private static final byte[] CDR = {0, 1, 0, 0};

  private RecordingFile() {}

  static void write(Path file, String name, PlantSpec spec, Recording recording)
      throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (McapWriter writer = McapWriter.create(temporary, prelude(name, spec, recording))) {
      writer.append(chunks(spec, recording));
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e.getCause() instanceof IOException cause ? DurableFile.named(file, cause) : e;
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Prelude prelude(String name, PlantSpec spec, Recording recording) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(NAME, name);
    entries.put(END, recording.end());
    entries.put("robot", spec.name());
    entries.put("period", Double.toString(spec.period()));
    Map<String, String> names = new LinkedHashMap<>();
    put(names, "reading", spec.sensors());
    put(names, "input", spec.actuators());
    return new Prelude(
        List.of(new Schema(1, "trammel/Reading", "ros2msg", definition(spec))),
        List.of(new MessageChannel(1, 1, "/reading", "cdr", names)),
        METADATA,
        entries,
        Map.of());
  }

  private static void put(Map<String, String> names, String group, List<Channel> channels) {
    for (int i = 0; i < channels.size(); i++) {
      names.put(group + "." + i, channels.get(i).name() + " [" + channels.get(i).unit() + "]");
    }
  }

  private static String definition(PlantSpec spec) {
    int m = spec.actionSize();
    return "# [s] by the robot's clock\nfloat64 time\n# of all sensors, the channel says which\n"
        + "float64[" + spec.observationSize() + "] reading\n# what the motion asked for; NaN at the"
        + " end\nfloat64[" + m
        + "] requested\n# what the robot gave its actuators; NaN at the end\n"
        + "float64[" + m + "] applied\n";
  }

  private static List<Chunk> chunks(PlantSpec spec, Recording recording) {
    List<Chunk> chunks = new ArrayList<>();
    List<Message> messages = new ArrayList<>();
    for (int t = 0; t <= recording.steps(); t++) {
      if (messages.size() == ROWS_PER_CHUNK) {
        chunks.add(new Chunk(messages));
        messages.clear();
      }
      long nanos = Math.round((recording.time(t) - recording.time(0)) * NANOS);
      messages.add(new Message(1, t, nanos, row(spec, recording, t)));
    }
    chunks.add(new Chunk(messages));
    return chunks;
  }

  private static byte[] row(PlantSpec spec, Recording recording, int t) {
    int p = spec.observationSize();
    int m = spec.actionSize();
    ByteBuffer out = ByteBuffer.allocate(CDR.length + Double.BYTES * (1 + p + 2 * m))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(CDR)
        .putDouble(recording.time(t));
    for (int i = 0; i < p; i++) {
      out.putDouble(recording.reading(t, i));
    }
    boolean isLast = t == recording.steps();
    for (int i = 0; i < m; i++) {
      out.putDouble(isLast ? Double.NaN : recording.requested(t, i));
    }
    for (int i = 0; i < m; i++) {
      out.putDouble(isLast ? Double.NaN : recording.applied(t, i));
    }
    return out.array();
  }

  /**
   * Reads a recording.
   *
   * @throws CorruptFileException if it is none, or not whole
   */
  static Recording read(Path file, PlantSpec spec) throws IOException {
    List<ByteBuffer> rows = new ArrayList<>();
    try (McapReader reader = McapReader.open(file)) {
      McapContents contents = reader.scan(
          (info, chunk) -> chunk.messages().forEach(message -> rows.add(message.buffer())));
      Prelude prelude = contents.prelude();
      if (!prelude.metadata().equals(METADATA)
          || contents.state() != McapContents.State.CLOSED
          || rows.isEmpty()) {
        throw new CorruptFileException(file, 0, "must be a whole recording of a bench");
      }
      return recording(file, prelude.entries().getOrDefault(END, ""), rows, spec);
    }
  }

  private static Recording recording(Path file, String end, List<ByteBuffer> rows, PlantSpec spec)
      throws CorruptFileException {
    int p = spec.observationSize();
    int m = spec.actionSize();
    int steps = rows.size() - 1;
    double[] times = new double[steps + 1];
    double[][] readings = new double[steps + 1][];
    double[][] requested = new double[steps][];
    double[][] applied = new double[steps][];
    for (int t = 0; t <= steps; t++) {
      ByteBuffer row = rows.get(t);
      if (row.remaining() != CDR.length + Double.BYTES * (1 + p + 2 * m)) {
        throw new CorruptFileException(
            file, 0, "must have " + p + " sensors and " + m + " actuators");
      }
      row.position(CDR.length);
      times[t] = row.getDouble();
      readings[t] = doubles(row, p);
      if (t < steps) {
        requested[t] = doubles(row, m);
        applied[t] = doubles(row, m);
      }
    }
    return new Recording(end, times, readings, requested, applied);
  }

  private static double[] doubles(ByteBuffer in, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.getDouble();
    }
    return values;
  }
}
