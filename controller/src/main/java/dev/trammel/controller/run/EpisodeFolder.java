package dev.trammel.controller.run;

import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.EpisodeLog;
import dev.trammel.controller.trajectory.EpisodeStore;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Episodes as files, one each. Thread-safe: no two threads keep one episode. */
final class EpisodeFolder implements EpisodeStore {

  private final Path folder;
  private final double period;

  /**
   * Names the folder, which must be there.
   *
   * @param period control interval [s]
   */
  EpisodeFolder(Path folder, double period) {
    this.folder = folder;
    this.period = period;
  }

  @Override
  public Optional<Trajectory> find(EpisodeId id) {
    Path file = file(id);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    EpisodeLog log = read(file);
    if (!log.id().equals(id)) {
      throw new RunException(file + " holds another episode, " + log.id() + " instead of " + id
          + "; delete it to run the episode again");
    }
    return Optional.of(log.trajectory());
  }

  @Override
  public void keep(EpisodeId id, Trajectory trajectory) {
    try {
      new EpisodeLog(id, period, trajectory).write(file(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EpisodeLog read(Path file) {
    try {
      return EpisodeLog.read(file);
    } catch (IOException e) {
      throw new RunException(e.getMessage() + "; delete the file to run the episode again", e);
    }
  }

  private Path file(EpisodeId id) {
    return folder.resolve(String.format(
        Locale.ROOT,
        "i%04d-c%02d-e%03d%s",
        id.iteration(),
        id.condition(),
        id.episode(),
        EpisodeLog.SUFFIX));
  }
}
