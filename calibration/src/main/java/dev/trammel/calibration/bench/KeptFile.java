package dev.trammel.calibration.bench;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.plant.PlantSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One file of raw data.
 *
 * @param name of the file
 * @param recording in it; nothing where it holds something else
 */
public record KeptFile(String name, Optional<Recording> recording) {

  /** Whether the robot was lost in it, and this is what had come from it until then. */
  public boolean isHeard() {
    return name.endsWith(RawData.HEARD + RecordingFile.SUFFIX);
  }

  /**
   * All of a run, in the order in which they were kept.
   *
   * @param run its folder
   * @throws dev.trammel.controller.storage.CorruptFileException if one cannot be read
   */
  public static List<KeptFile> of(Path run, PlantSpec spec) throws IOException {
    List<KeptFile> kept = new ArrayList<>();
    for (Path file : RawData.files(run)) {
      String name = String.valueOf(file.getFileName());
      kept.add(new KeptFile(
          name,
          name.endsWith(RecordingFile.SUFFIX)
              ? Optional.of(RecordingFile.read(file, spec))
              : Optional.empty()));
    }
    return kept;
  }
}
