package dev.trammel.calibration.command;

import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.CalibrationException;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.linalg.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Calibrations of the robot on the bench.
 *
 * @param known what was found of it before, which what is found is added to
 * @param inForce what it works by, as it says itself
 */
record BenchKnowledge(Optional<CalibrationFile> known, Optional<CalibrationFile> inForce) {

  /** Of a hash, enough to tell it from others. */
  private static final int DIGITS = 8;

  /** As the options have it; by default what the question usually goes on from is known. */
  static BenchKnowledge of(BenchOptions options, Nameplate nameplate) throws IOException {
    CalibrationStore store = store(options, nameplate);
    Optional<CalibrationFile> inForce = inForce(store, nameplate);
    return new BenchKnowledge(known(options, store), inForce);
  }

  /** What somebody should know who asks a robot that does not work by what is in force. */
  static Optional<String> remark(BenchOptions options, Nameplate nameplate) throws IOException {
    String inForce = store(options, nameplate)
        .current()
        .map(CalibrationFile::sha256)
        .orElse(Nameplate.UNCALIBRATED);
    boolean isSimulated = options.device.equals(BenchAccess.SIMULATOR);
    return isSimulated || inForce.equals(nameplate.calibration())
        ? Optional.empty()
        : Optional.of("note: " + nameplate.device() + " works by "
            + name(nameplate.calibration()) + ", in force is " + name(inForce)
            + "; start the robot with what is in force, or go on: what is found is of the robot"
            + " itself all the same");
  }

  private static String name(String sha256) {
    return sha256.equals(Nameplate.UNCALIBRATED)
        ? "no calibration"
        : "calibration " + sha256.substring(0, DIGITS) + "…";
  }

  private static CalibrationStore store(BenchOptions options, Nameplate nameplate) {
    return CalibrationStore.of(options.out, nameplate.device());
  }

  private static Optional<CalibrationFile> known(BenchOptions options, CalibrationStore store)
      throws IOException {
    try {
      if (options.calibration.isPresent()) {
        return named(options.calibration.get(), store);
      }
      boolean isCurrent = options.usuallyKnown.equals(CalibrationStore.CURRENT);
      Optional<CalibrationFile> current = isCurrent ? store.current() : Optional.empty();
      return current.isPresent() ? current : store.latest();
    } catch (CalibrationException e) {
      throw new UsageException(e.getMessage() + "; or --calibration none", e);
    }
  }

  private static Optional<CalibrationFile> named(String name, CalibrationStore store)
      throws IOException {
    return switch (name) {
      case Nameplate.UNCALIBRATED -> Optional.empty();
      case CalibrationStore.LATEST -> store.latest();
      case CalibrationStore.CURRENT -> Optional.of(store.find(name));
      default -> Optional.of(CalibrationFile.read(CalibrationStore.resolve(Path.of(name))));
    };
  }

  /** Without it nobody knows what the robot makes of its encoders, nor what it adds to efforts. */
  private static Optional<CalibrationFile> inForce(CalibrationStore store, Nameplate nameplate)
      throws IOException {
    String sha256 = nameplate.calibration();
    if (sha256.equals(Nameplate.UNCALIBRATED)) {
      return Optional.empty();
    }
    try {
      return Optional.of(store.find(sha256));
    } catch (CalibrationException e) {
      throw new UsageException(
          "robot " + nameplate.device() + " works by a calibration that must be"
              + " among those in " + store.folder() + ", its SHA-256 is " + sha256
              + "; copy its file there, or start the robot without it",
          e);
    }
  }
}
