package dev.trammel.calibration.bench;

import dev.trammel.controller.storage.DurableFile;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.TaskSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

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

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final String RUNS = "runs";
  private static final int MOST_AT_ONCE = 1000;

  private final Path folder;

  private BenchRun(Path folder) {
    this.folder = folder;
  }

  /**
   * Begins a run in a folder of its own: {@code OUT/DEVICE/runs/UTC-COMMAND}.
   *
   * @param asked goes to {@link #RUN}
   */
  public static BenchRun create(
      Path device, String command, Instant now, Map<String, ?> asked, TaskSource task)
      throws IOException {
    Path runs = device.resolve(RUNS);
    Files.createDirectories(runs);
    BenchRun run = new BenchRun(fresh(runs, STAMP.format(now) + "-" + command));
    task.writeTo(run.folder);
    run.write(RUN, Json.write(asked) + "\n");
    return run;
  }

  private static Path fresh(Path runs, String name) throws IOException {
    for (int number = 1; number < MOST_AT_ONCE; number++) {
      Path folder = runs.resolve(number == 1 ? name : name + "-" + number);
      try {
        return Files.createDirectory(folder);
      } catch (FileAlreadyExistsException e) {
        // somebody began in the same second
        continue;
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
