package dev.trammel.calibration.bench;

import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.storage.DurableFile;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.TaskSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of one run at the bench: what was asked ({@code run.json}, the task's files), what the
 * robot answered ({@code raw}), and what follows from it. Everything can be computed again from the
 * first two.
 */
public final class BenchRun {

  /** What was asked. */
  public static final String RUN = "run.json";

  /** What follows, for programs. */
  public static final String FINDINGS = "findings.json";

  /** What follows, for people. */
  public static final String REPORT = "report.html";

  /** Why there is no more of it. */
  private static final String BROKEN_OFF = "broken-off.json";

  /** Where what was known of the robot is kept, in a file with its own name. */
  private static final String KNOWN = "known";

  /** Where the calibration is kept that the robot worked by. */
  private static final String IN_FORCE = "in-force";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final String RUNS = "runs";

  /** Of a run's record below the root of all devices. */
  private static final int DEPTH = 4;

  private static final int MOST_AT_ONCE = 1000;

  private final Path folder;

  private BenchRun(Path folder) {
    this.folder = folder;
  }

  /**
   * Begins a run in a folder of its own: {@code OUT/DEVICE/runs/UTC-COMMAND}.
   *
   * @param record goes to {@link #RUN}
   * @param known of the robot
   * @param inForce by which the robot works
   */
  public static BenchRun create(
      Path device,
      RunRecord record,
      TaskSource task,
      Optional<CalibrationFile> known,
      Optional<CalibrationFile> inForce)
      throws IOException {
    Path runs = device.resolve(RUNS);
    Files.createDirectories(runs);
    BenchRun run = new BenchRun(fresh(runs, STAMP.format(record.made()) + "-" + record.command()));
    task.writeTo(run.folder);
    run.keep(KNOWN, known);
    run.keep(IN_FORCE, inForce);
    run.write(RUN, Json.write(record.toJson()) + "\n");
    return run;
  }

  /**
   * A run that was made before.
   *
   * @throws UsageException if the folder is none
   */
  public static BenchRun open(Path folder) {
    if (!Files.isRegularFile(folder.resolve(RUN))) {
      throw new UsageException(folder + " must be the folder of a run at the bench, has no " + RUN);
    }
    return new BenchRun(folder);
  }

  private void keep(String name, Optional<CalibrationFile> file) throws IOException {
    if (file.isPresent()) {
      file.get().writeTo(Files.createDirectory(folder.resolve(name)));
    }
  }

  /** Of each robot below a folder the run that was made last. */
  public static List<BenchRun> newestOfEachRobot(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    Map<String, Path> newest = new TreeMap<>();
    try (Stream<Path> all = Files.find(root, DEPTH, (path, is) -> path.endsWith(RUN))) {
      all.map(file -> file.resolveSibling(""))
          .sorted(Comparator.comparing(folder -> String.valueOf(folder.getFileName())))
          .forEach(
              folder -> newest.put(String.valueOf(folder.resolveSibling("").getParent()), folder));
    }
    return newest.values().stream().map(BenchRun::new).toList();
  }

  /** What was asked. */
  public RunRecord record() throws IOException {
    return RunRecord.read(folder.resolve(RUN));
  }

  /** The task's settings, as they took effect. */
  public Path task() {
    return folder.resolve(TaskSource.FILE_NAME);
  }

  /** What was known of the robot. */
  public Optional<CalibrationFile> known() throws IOException {
    return kept(KNOWN);
  }

  /** The calibration that the robot worked by. */
  public Optional<CalibrationFile> inForce() throws IOException {
    return kept(IN_FORCE);
  }

  private Optional<CalibrationFile> kept(String name) throws IOException {
    Path place = folder.resolve(name);
    if (!Files.isDirectory(place)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(place)) {
      Optional<Path> file =
          files.filter(each -> each.toString().endsWith(".json")).findFirst();
      return file.isEmpty() ? Optional.empty() : Optional.of(CalibrationFile.read(file.get()));
    }
  }

  /** Writes down why it came to no end. */
  public void breakOff(RuntimeException why) {
    try {
      write(BROKEN_OFF, Json.write(Map.of("why", String.valueOf(why.getMessage()))) + "\n");
    } catch (IOException e) {
      // a disk that takes nothing may be the very reason; whoever throws it says so
      why.addSuppressed(e);
    }
  }

  /** Why nothing follows from it; nothing where it came to its end. */
  public Optional<String> brokenOff() throws IOException {
    Path file = folder.resolve(BROKEN_OFF);
    if (Files.isRegularFile(file)) {
      return Optional.of(NameplateJson.text(Json.readFile(file), "why"));
    }
    return Files.isRegularFile(folder.resolve(FINDINGS))
        ? Optional.empty()
        : Optional.of("nobody has said why; it may be going on still");
  }

  private static Path fresh(Path runs, String name) throws IOException {
    for (int number = 1; number < MOST_AT_ONCE; number++) {
      Path folder = runs.resolve(number == 1 ? name : name + "-" + number);
      try {
        return Files.createDirectory(folder);
      } catch (FileAlreadyExistsException e) {
        // somebody began in the same second: the next number
      }
    }
    throw new FileAlreadyExistsException(runs.resolve(name).toString());
  }

  public Path folder() {
    return folder;
  }

  /** Writes a file of the run, whole or not at all. */
  public void write(String file, String text) throws IOException {
    DurableFile.write(folder.resolve(file), text.getBytes(StandardCharsets.UTF_8));
  }
}
