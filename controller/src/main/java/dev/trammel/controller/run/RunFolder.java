package dev.trammel.controller.run;

import dev.trammel.controller.archive.ArchiveWriter;
import dev.trammel.controller.storage.DurableFile;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.task.TaskSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run's folder. The episodes are the run: everything else follows from them and the settings,
 * and is written anew when an interrupted run is taken up again.
 *
 * <pre>
 *   run.json                what the run was made with
 *   settings/               the task as it took effect, with its robot
 *   episodes.mcap           the episodes of learning
 *   evaluations/*.mcap      those of evaluations
 *   iterations.jsonl        one object per iteration
 *   controllers/*.controller  one file per condition: after each iteration, and the best
 *   policies/*.policy       where one policy is learned: after each iteration, and the best
 *   result.json, report.html  once the run has ended
 * </pre>
 */
public final class RunFolder implements AutoCloseable {

  private static final String INFO = "run.json";
  private static final String SETTINGS = "settings";
  private static final String ITERATIONS = "iterations.jsonl";
  private static final String RESULT = "result.json";
  private static final Set<String> BEGINNING = Set.of(RunLock.FILE, SETTINGS, INFO + ".tmp");

  private final Path folder;
  private final RunInfo info;
  private final @Nullable RunLock lock;
  private @Nullable ArchiveWriter episodes;

  private RunFolder(Path folder, RunInfo info, @Nullable RunLock lock) {
    this.folder = folder;
    this.info = info;
    this.lock = lock;
  }

  /**
   * Begins a run in a folder that is empty or not there yet, and keeps other processes out until
   * {@link #close}.
   */
  public static RunFolder create(Path folder, RunInfo info, TaskSource source) throws IOException {
    if (isRun(folder)) {
      throw new RunException(
          folder + " holds a run already; continue it with: train --resume " + folder);
    }
    if (Files.exists(folder) && !isUnused(folder)) {
      throw new RunException(folder + " must be an empty folder, or not be there yet");
    }
    makeFolder(folder);
    RunLock lock = RunLock.take(folder);
    try {
      source.writeTo(folder.resolve(SETTINGS));
      // last, so that a folder with this file is whole
      write(folder.resolve(INFO), Json.write(info.toJson()) + "\n");
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
    return new RunFolder(folder, info, lock);
  }

  private static void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? "the system does not allow it" : e.getReason();
      throw new FileSystemException(folder.toString(), null, "no folder can be made: " + reason);
    }
  }

  /** Whether a run was begun here; what a kill left of a beginning does not count. */
  public static boolean isRun(Path folder) {
    return Files.exists(folder.resolve(INFO));
  }

  /** Looks into a run without changing it. */
  public static RunFolder open(Path folder) throws IOException {
    return new RunFolder(folder, readInfo(folder), null);
  }

  /** Takes up a run, and keeps other processes out until {@link #close}. */
  public static RunFolder resume(Path folder) throws IOException {
    RunInfo info = readInfo(folder);
    return new RunFolder(folder, info, RunLock.take(folder));
  }

  /**
   * A new folder in {@code parent}: the task's name and the first free number.
   */
  public static Path next(Path parent, String task) throws IOException {
    Files.createDirectories(parent);
    for (int number = 1; ; number++) {
      Path folder = parent.resolve(String.format(Locale.ROOT, "%s-%03d", task, number));
      if (!Files.exists(folder)) {
        return Files.createDirectory(folder);
      }
    }
  }

  /** Where a run keeps its task as it took effect. */
  public static Path taskFile(Path run) {
    return run.resolve(SETTINGS).resolve(TaskSource.FILE_NAME);
  }

  public Path path() {
    return folder;
  }

  public RunInfo info() {
    return info;
  }

  /** The task as it took effect. */
  public Task task() throws IOException {
    return TaskReader.read(taskFile(folder));
  }

  /** The run's episodes, to look at. */
  public RunArchives archives() {
    return new RunArchives(this);
  }

  /**
   * The episodes of learning, to be gone on with until {@link #close}.
   *
   * @param recorded whose episodes they are; used by the archive alone
   */
  public ArchiveWriter episodes(Task recorded) throws IOException {
    if (episodes == null) {
      episodes = archives().recordLearning(recorded);
    }
    return episodes;
  }

  /** Forgets the records of iterations; they are written anew as the run is repeated. */
  public void clearIterations() throws IOException {
    write(folder.resolve(ITERATIONS), "");
  }

  /** Adds the record of an iteration; when this returns, it survives the process. */
  public void addIteration(Map<String, ?> record) throws IOException {
    byte[] line = (Json.write(record) + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel = FileChannel.open(
        folder.resolve(ITERATIONS),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.APPEND)) {
      ByteBuffer buffer = ByteBuffer.wrap(line);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(false);
    } catch (IOException e) {
      throw DurableFile.named(folder.resolve(ITERATIONS), e);
    }
  }

  /** The records of all iterations; a last one that was cut off is left out. */
  public List<Map<String, @Nullable Object>> iterations() throws IOException {
    Path file = folder.resolve(ITERATIONS);
    List<Map<String, @Nullable Object>> records = new ArrayList<>();
    if (Files.exists(file)) {
      String text = Files.readString(file);
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        records.add(record(file, records.size() + 1, line));
      }
    }
    return records;
  }

  private static Map<String, @Nullable Object> record(Path file, int number, String line) {
    try {
      return Json.read(line);
    } catch (IllegalArgumentException e) {
      throw new RunException(file + ", line " + number + ": " + e.getMessage(), e);
    }
  }

  /** What the run learned. */
  public RunControllers controllers() {
    return new RunControllers(folder);
  }

  public void saveResult(Map<String, ?> result) throws IOException {
    write(folder.resolve(RESULT), Json.write(result) + "\n");
  }

  /** What the run came to, once it has ended. */
  public Optional<Map<String, @Nullable Object>> result() throws IOException {
    Path file = folder.resolve(RESULT);
    return Files.exists(file) ? Optional.of(readJson(file)) : Optional.empty();
  }

  /**
   * The iteration whose controllers the run took.
   *
   * @throws RunException if it has not ended
   */
  public int bestIteration() throws IOException {
    Object iteration = result()
        .map(result -> result.get("iteration"))
        .orElseThrow(() ->
            new RunException("run " + folder + " has no result yet: train --resume " + folder));
    return ((Number) iteration).intValue();
  }

  /** Writes the page and says where. */
  public Path saveReport(String html) throws IOException {
    Path file = folder.resolve("report.html");
    write(file, html);
    return file;
  }

  @Override
  public void close() throws IOException {
    try {
      if (episodes != null) {
        episodes.close();
        episodes = null;
      }
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }

  private static RunInfo readInfo(Path folder) throws IOException {
    Path file = folder.resolve(INFO);
    if (!isRun(folder)) {
      throw new RunException(folder + " is not a run: it has no " + INFO);
    }
    try {
      return RunInfo.fromJson(readJson(file));
    } catch (IllegalArgumentException e) {
      throw new RunException(file + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, @Nullable Object> readJson(Path file) throws IOException {
    try {
      return Json.readFile(file);
    } catch (IllegalArgumentException e) {
      throw new RunException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    DurableFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a folder is empty, or holds what a process left that was killed as it began a run. */
  private static boolean isUnused(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files.map(file -> file.getFileName().toString()).sorted().toList();
      return names.isEmpty() || names.get(0).equals(RunLock.FILE) && BEGINNING.containsAll(names);
    }
  }
}
