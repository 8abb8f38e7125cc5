package dev.trammel.calibration.study;

import dev.trammel.controller.storage.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One question put to one robot by a process of its own.
 *
 * @param command that asked
 * @param exit how the process ended
 * @param findings what it found; nothing where it came to none
 */
record Asked(String command, int exit, Optional<Map<String, @Nullable Object>> findings) {

  private static final String RUNS = "runs";
  private static final String FINDINGS = "findings.json";

  /**
   * Asks.
   *
   * @param options of {@code trammel calibrate COMMAND} beside the device
   * @param folder for what is recorded and said
   */
  static Asked of(String command, DeviceProcess device, List<String> options, Path folder)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("calibrate", command));
    arguments.addAll(List.of("--device", device.address(), "--yes"));
    arguments.addAll(List.of("--out", folder.toString()));
    arguments.addAll(options);
    int exit = Program.run(arguments, folder.resolve(command + ".txt"));
    return new Asked(command, exit, findings(folder, command));
  }

  /** Runs are named by when they began. */
  private static Optional<Map<String, @Nullable Object>> findings(Path folder, String command)
      throws IOException {
    Path runs = folder.resolve(DeviceProcess.NAME).resolve(RUNS);
    if (!Files.isDirectory(runs)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(runs)) {
      Optional<Path> newest = all.filter(run -> run.toString().endsWith("-" + command))
          .map(run -> run.resolve(FINDINGS))
          .filter(Files::isRegularFile)
          .max(Path::compareTo);
      return newest.isEmpty() ? Optional.empty() : Optional.of(Json.readFile(newest.get()));
    }
  }
}
