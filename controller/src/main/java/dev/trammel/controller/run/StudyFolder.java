package dev.trammel.controller.run;

import dev.trammel.controller.storage.DurableFile;
import dev.trammel.controller.storage.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A study's folder: one run's folder per seed, {@code study.json} and {@code study.md}. The runs
 * are the study; of the two files, only the seconds that each run took cannot be had from them.
 */
public final class StudyFolder {

  private static final String RESULT = "study.json";

  private final Path folder;

  private StudyFolder(Path folder) {
    this.folder = folder;
  }

  /** Begins a study in a folder that is empty or not there yet, or takes up the one in it. */
  public static StudyFolder in(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!isStudy(folder) && !isEmpty(folder)) {
      throw new RunException(folder + " must be a study, an empty folder, or not be there yet");
    }
    return new StudyFolder(folder);
  }

  /** Whether a folder is a study's. */
  public static boolean isStudy(Path folder) {
    return Files.exists(folder.resolve(RESULT));
  }

  /** Looks into a study without changing it. */
  public static StudyFolder open(Path folder) {
    if (!isStudy(folder)) {
      throw new RunException(folder + " is not a study: it has no " + RESULT);
    }
    return new StudyFolder(folder);
  }

  public Path path() {
    return folder;
  }

  /** Where a seed's run is kept. */
  public Path run(long seed) {
    return folder.resolve(String.format(Locale.ROOT, "seed-%03d", seed));
  }

  /** Whether a seed's run was begun. */
  public boolean hasRun(long seed) {
    return RunFolder.isRun(run(seed));
  }

  /** Wall clock that a seed's run took until now; NaN if a process died over it. */
  public double wallSeconds(long seed) throws IOException {
    if (!hasRun(seed)) {
      return 0;
    }
    for (Object run : savedRuns()) {
      if (run instanceof Map<?, ?> saved
          && saved.get("seed") instanceof Number number
          && number.longValue() == seed) {
        return saved.get("wall_seconds") instanceof Number wall ? wall.doubleValue() : Double.NaN;
      }
    }
    return Double.NaN;
  }

  /** Refuses a study of fewer seeds than there are already. */
  public void requireSeeds(int seeds) {
    if (hasRun(seeds)) {
      throw new RunException(
          folder + " holds a run of seed " + seeds + ": --seeds must not leave it out");
    }
  }

  /** Writes both files; when this returns, they survive the process. */
  public void save(Study study) throws IOException {
    write(RESULT, Json.write(study.toJson()) + "\n");
    write("study.md", StudyText.markdown(study));
  }

  private List<?> savedRuns() throws IOException {
    Path file = folder.resolve(RESULT);
    try {
      Map<String, @Nullable Object> saved = Json.readFile(file);
      return saved.get("runs") instanceof List<?> runs ? runs : List.of();
    } catch (IllegalArgumentException e) {
      throw new RunException(String.valueOf(e.getMessage()), e);
    }
  }

  private void write(String name, String text) throws IOException {
    DurableFile.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.allMatch(file -> file.toString().endsWith(".tmp"));
    }
  }
}
