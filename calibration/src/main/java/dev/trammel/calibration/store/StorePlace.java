package dev.trammel.calibration.store;

import dev.trammel.controller.calibration.CalibrationException;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationNames;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.linalg.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a command's argument points: to a device's store, or to one calibration in it.
 *
 * @param file the calibration, if it is one
 */
record StorePlace(CalibrationStore store, Optional<CalibrationFile> file) {

  /**
   * Finds it.
   *
   * @param argument a calibration's file or a device's folder; the only folder in {@code cal} if not
   *     given
   */
  static StorePlace of(Optional<Path> argument) throws IOException {
    Path path = argument.isPresent() ? argument.get() : only();
    if (Files.isDirectory(path)) {
      return new StorePlace(CalibrationStore.at(path), Optional.empty());
    }
    if (!Files.exists(path)) {
      throw new UsageException(path + ": there is no such calibration, and no robot's folder;"
          + " trammel calibrate list shows which there are");
    }
    CalibrationFile file = CalibrationFile.read(path);
    return new StorePlace(
        CalibrationStore.at(path.toAbsolutePath().resolveSibling("")), Optional.of(file));
  }

  private static Path only() throws IOException {
    Path root = Path.of(CalibrationStore.FOLDER);
    List<Path> folders = List.of();
    if (Files.isDirectory(root)) {
      try (Stream<Path> files = Files.list(root)) {
        folders = files.filter(Files::isDirectory).sorted().toList();
      }
    }
    if (folders.isEmpty()) {
      throw new UsageException(
          "no robot's folder is in " + root + " here; name a calibration's file"
              + " or a robot's folder, as in somewhere/" + root.resolve("arm1"));
    }
    if (folders.size() > 1) {
      throw new UsageException(
          "more than one robot's folder is in " + root + ": name one of them, or a"
              + " calibration's file: "
              + String.join(", ", folders.stream().map(Path::toString).toList()));
    }
    return folders.get(0);
  }

  /** The calibration that was named, or the one made last. */
  CalibrationFile fileOrLatest() throws IOException {
    return file.isPresent() ? file.get() : store.find(CalibrationStore.LATEST);
  }

  /** The calibration that was named, or the one in force. */
  CalibrationFile fileOrCurrent() throws IOException {
    if (file.isEmpty() && store.current().isEmpty()) {
      throw new CalibrationException(store.folder() + ": no calibration is in force there; "
          + CalibrationNames.shown(store.names()));
    }
    return file.isPresent() ? file.get() : store.find(CalibrationStore.CURRENT);
  }
}
