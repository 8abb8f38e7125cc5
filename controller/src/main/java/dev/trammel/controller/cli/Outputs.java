package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files that a command is told to write, refused before it works for them. */
final class Outputs {

  private Outputs() {}

  /**
   * Refuses a file that cannot be written, or that is there already.
   *
   * @param force whether one that is there is replaced
   */
  static void requireWritable(Path file, boolean force) {
    if (Files.isDirectory(file)) {
      throw new UsageException("--out: " + file + " must be a file, is a folder");
    }
    if (Files.exists(file) && !force) {
      throw new UsageException(file + " is there already; --force replaces it");
    }
    requireFolder(file.toAbsolutePath().getParent());
  }

  /** Refuses a folder that is not there and cannot be made, or that nobody may write in. */
  static void requireFolder(@Nullable Path folder) {
    Path there = folder == null ? null : folder.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null) {
      return;
    }
    if (!Files.isDirectory(there)) {
      throw new UsageException("--out: " + there + " must be a folder, is a file");
    }
    if (!Files.isWritable(there)) {
      throw new UsageException("--out: no permission to write in " + there);
    }
  }
}
