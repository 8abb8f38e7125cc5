package dev.trammel.calibration.bench;

import dev.trammel.controller.bench.LinkMeasurement;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.Silence;
import dev.trammel.controller.deploy.HostJitter;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.storage.DurableFile;
import dev.trammel.controller.storage.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a robot answered, one file each in the order in which it was asked: {@code
 * 0003-ladder-joint2.mcap}. A file is whole or not there.
 */
public final class RawData {

  private static final String FOLDER = "raw";
  private static final String JSON = ".json";
  static final String HEARD = "-heard";

  /** Beside its numbers a reading takes so much of a file at most. */
  private static final int BESIDE_BYTES = 64;

  /** For reports, calibrations, and whoever else writes meanwhile. */
  private static final double MARGIN = 1 << 20;

  private static final double MEGABYTE = 1e6;

  private final Path folder;
  private final PlantSpec spec;
  private int count;

  private RawData(Path folder, PlantSpec spec) {
    this.folder = folder;
    this.spec = spec;
  }

  /**
   * Begins to keep data.
   *
   * @param run folder of the run
   */
  public static RawData create(Path run, PlantSpec spec) throws IOException {
    Path folder = run.resolve(FOLDER);
    Files.createDirectories(folder);
    return new RawData(folder, spec);
  }

  /**
   * Refuses to begin where the data would not fit: nobody should find that out while a robot moves.
   *
   * @param place of the run, or above it
   * @param seconds that are recorded
   */
  public static void requireRoom(Path place, PlantSpec spec, double seconds) throws IOException {
    Path there = existing(place);
    int numbers = 1 + spec.observationSize() + 2 * spec.actionSize();
    double wanted = MARGIN + seconds / spec.period() * (Double.BYTES * numbers + BESIDE_BYTES);
    double free = Files.getFileStore(there).getUsableSpace();
    if (free < wanted) {
      throw new UsageException(String.format(
          Locale.ROOT,
          "nothing has moved: the raw data takes up to %.1f MB, the disk of %s has %.1f MB left;"
              + " make room, or name another place by --out",
          wanted / MEGABYTE,
          place,
          free / MEGABYTE));
    }
  }

  /** The place, or what there is above it. */
  private static Path existing(Path place) {
    Path there = place.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  /**
   * Refuses a place that no folder can be made at, or that takes no files. Nothing is left there.
   *
   * @param place {@code --out}
   */
  public static void requireFolder(Path place) {
    Path there = existing(place);
    if (!Files.isDirectory(there)) {
      throw new UsageException(
          "--out " + place + " must be a folder, or one that can be made: " + there + " is a file");
    }
    try {
      // rights alone do not tell: there are disks that are read only, and folders of the system's
      // own
      Files.delete(Files.createTempFile(there, ".trammel", ".tmp"));
    } catch (IOException e) {
      throw new UsageException(
          "--out " + place + " must be a folder that can be written to: " + there
              + " takes no files; name another place",
          e);
    }
  }

  /** What was kept of a run, in order. */
  static List<Path> files(Path run) throws IOException {
    Path folder = run.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(file -> !file.toString().endsWith(".tmp")).sorted().toList();
    }
  }

  /**
   * Keeps a recording; when this returns it is on the disk.
   *
   * @throws UncheckedIOException if it could not be written
   */
  void keep(String name, Recording recording) {
    try {
      RecordingFile.write(next(name, RecordingFile.SUFFIX), name, spec, recording);
      count++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps what was heard of a motion whose recording is lost. */
  void keepHeard(String name, Recording heard) {
    keep(name + HEARD, heard);
  }

  /** Of the file of {@link #keepHeard}. */
  static String heardName(int number, String name) {
    return fileName(number, name + HEARD, RecordingFile.SUFFIX);
  }

  void keep(LinkMeasurement link) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", "link");
    json.put("lost", link.lost());
    json.put("clock_offset_seconds", link.clockOffset());
    json.put("clock_bound_seconds", link.clockBound());
    json.put("round_trips_seconds", link.roundTrips());
    write("link", json);
  }

  void keep(String name, Silence silence) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", "silence");
    json.put("lease_seconds", silence.lease());
    json.put("until_fault_seconds", silence.untilFault());
    json.put("until_rest_seconds", silence.untilRest());
    json.put("bound_seconds", silence.bound());
    json.put("way", silence.way());
    json.put("fault", silence.fault());
    write(name, json);
  }

  void keep(HostJitter host) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", "host");
    json.put("median_seconds", host.median());
    json.put("p99_seconds", host.p99());
    json.put("greatest_seconds", host.greatest());
    json.put("wakes", host.wakes());
    write("host", json);
  }

  private void write(String name, Map<String, Object> json) {
    try {
      DurableFile.write(next(name, JSON), Json.write(json).getBytes(StandardCharsets.UTF_8));
      count++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path next(String name, String suffix) {
    return folder.resolve(fileName(count + 1, name, suffix));
  }

  /** Names sort as the data came, also where there is much of it. */
  static String fileName(int number, String name, String suffix) {
    String plain = name.replaceAll("[^A-Za-z0-9_.-]+", "-");
    return String.format(Locale.ROOT, "%04d-%s%s", number, plain, suffix);
  }

  /** How much is kept. */
  public int size() {
    return count;
  }

  /** SHA-256 of the names and contents of all that was kept of a run, in order. */
  public static String sha256(Path run) throws IOException {
    MessageDigest whole = digest();
    for (Path file : files(run)) {
      whole.update((file.getFileName() + "\0").getBytes(StandardCharsets.UTF_8));
      whole.update(digest().digest(Files.readAllBytes(file)));
    }
    return HexFormat.of().formatHex(whole.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
