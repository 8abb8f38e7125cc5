package dev.trammel.controller.run;

import dev.trammel.controller.archive.ArchiveHeader;
import dev.trammel.controller.archive.ArchiveWriter;
import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A run's episodes: {@code episodes.mcap} of its learning, {@code evaluations/000.mcap} and on. */
public final class RunArchives {

  private static final String SUFFIX = ".mcap";
  private static final String CONTROLLERS = "controllers_sha256";

  private final RunFolder run;
  private final Path folder;
  private final RunInfo info;

  RunArchives(RunFolder run) {
    this.run = run;
    folder = run.path();
    info = run.info();
  }

  /**
   * The episodes of learning, to look at; nothing if there are none yet.
   *
   * @throws RunException if some are gone of those that the run ended with
   */
  public Optional<EpisodeArchive> learning() throws IOException {
    Optional<EpisodeArchive> found = open(episodes());
    int ended = endedWith();
    int lost = ended - size(found);
    if (lost > 0) {
      close(found);
      throw new RunException(
          "run " + folder + " ended with " + ended + " episodes, of which " + lost
              + " are gone from episodes.mcap: restore the file, or run them again with"
              + " `trammel train --resume " + folder + "`");
    }
    return found;
  }

  /** Whether every episode is kept that the run ended with; so it is before the end. */
  public boolean areWhole() throws IOException {
    Optional<EpisodeArchive> found = open(episodes());
    close(found);
    return endedWith() <= size(found);
  }

  /** What the result counts; 0 before there is one. */
  private int endedWith() throws IOException {
    return run.result().map(result -> result.get("episodes")).orElse(0) instanceof Number number
        ? number.intValue()
        : 0;
  }

  private static int size(Optional<EpisodeArchive> archive) {
    return archive.map(found -> found.episodes().size()).orElse(0);
  }

  private static void close(Optional<EpisodeArchive> archive) throws IOException {
    if (archive.isPresent()) {
      archive.get().close();
    }
  }

  /** The episodes of an evaluation, to look at; nothing if there is none of this number. */
  public Optional<EpisodeArchive> evaluation(int number) throws IOException {
    return number < 0 ? Optional.empty() : open(evaluationFile(number));
  }

  /**
   * The episodes of an evaluation or, without a number, of learning.
   *
   * @throws RunException if there are none
   */
  public EpisodeArchive existing(OptionalInt evaluation) throws IOException {
    if (evaluation.isEmpty()) {
      return learning()
          .orElseThrow(() -> new RunException("run " + folder + " has no episodes yet"));
    }
    int number = evaluation.getAsInt();
    Optional<EpisodeArchive> found = evaluation(number);
    if (found.isEmpty()) {
      throw new RunException("run " + folder + " has no evaluation " + number
          + "; the one at the end of training is 0, that of the next `evaluate` will be "
          + nextEvaluation());
    }
    return found.get();
  }

  /**
   * Of the controllers that were tried at the end of training, the {@linkplain
   * RunControllers#fingerprint fingerprint}; nothing before that.
   */
  public Optional<String> evaluated() throws IOException {
    try (EpisodeArchive found = open(evaluationFile(0)).orElse(null)) {
      return found == null
          ? Optional.empty()
          : Optional.ofNullable(found.header().metadata().get(CONTROLLERS));
    }
  }

  /** Number of the next evaluation; 0 is learning's own. */
  public int nextEvaluation() throws IOException {
    Path evaluations = evaluationFile(0).resolveSibling(".");
    if (!Files.isDirectory(evaluations)) {
      return 1;
    }
    try (Stream<Path> files = Files.list(evaluations)) {
      return files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("\\d{3,9}\\" + SUFFIX))
              .mapToInt(
                  name -> Integer.parseInt(name.substring(0, name.length() - SUFFIX.length())))
              .max()
              .orElse(0)
          + 1;
    }
  }

  /** Goes on with the episodes of learning, or begins them. */
  ArchiveWriter recordLearning(Task task) throws IOException {
    return record(episodes(), task, Map.of("kind", "learning"));
  }

  /**
   * Goes on with an evaluation, or begins it; one of other controllers is replaced.
   *
   * @param controllers name of what is tried
   * @param seed of its episodes
   */
  public ArchiveWriter recordEvaluation(int number, Task task, String controllers, long seed)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("kind", "evaluation");
    metadata.put("controllers", controllers);
    metadata.put(CONTROLLERS, run.controllers().fingerprint(controllers));
    metadata.put("evaluation_seed", Long.toString(seed));
    Files.createDirectories(folder.resolve("evaluations"));
    Path file = evaluationFile(number);
    if (!madeWith(file, metadata)) {
      Files.delete(file);
    }
    return record(file, task, metadata);
  }

  /** Whether a file, if it is there, is of these controllers. */
  private static boolean madeWith(Path file, Map<String, String> metadata) throws IOException {
    try (EpisodeArchive found = open(file).orElse(null)) {
      return found == null
          || String.valueOf(metadata.get(CONTROLLERS))
              .equals(found.header().metadata().get(CONTROLLERS));
    }
  }

  private ArchiveWriter record(Path file, Task task, Map<String, String> kind) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(kind);
    info.toJson().forEach((key, value) -> metadata.put(key, String.valueOf(value)));
    if (!Files.exists(file)) {
      return ArchiveWriter.create(file, ArchiveHeader.of(task, metadata), task);
    }
    try (EpisodeArchive found = EpisodeArchive.open(file)) {
      requireSame(file, found.header().metadata(), metadata);
      return ArchiveWriter.resume(file, task);
    } catch (CorruptFileException e) {
      throw unusable(e);
    }
  }

  private static void requireSame(
      Path file, Map<String, String> found, Map<String, String> expected) {
    for (String key : List.of("kind", "task", "seed", "settings_sha256")) {
      if (!String.valueOf(found.get(key)).equals(expected.get(key))) {
        throw new RunException(file + " holds episodes of another run: " + key + " must be "
            + expected.get(key) + ", was " + found.get(key));
      }
    }
  }

  private static Optional<EpisodeArchive> open(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(EpisodeArchive.open(file));
    } catch (CorruptFileException e) {
      throw unusable(e);
    }
  }

  private static RunException unusable(CorruptFileException failure) {
    return new RunException(
        failure.getMessage()
            + "; nothing was changed: restore the file, or move it away to run its episodes again",
        failure);
  }

  private Path episodes() {
    return folder.resolve("episodes" + SUFFIX);
  }

  private Path evaluationFile(int number) {
    return folder
        .resolve("evaluations")
        .resolve(String.format(Locale.ROOT, "%03d%s", number, SUFFIX));
  }
}
