package dev.trammel.calibration.bench;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.CalibrationException;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.plant.PlantSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is not as it must be after something went wrong at a bench. */
final class MishapJudge {

  /** What the bench says when it begins something. */
  private static final Pattern BEGIN = Pattern.compile("([A-Za-z0-9_.-]+), [0-9]+\\.[0-9] s");

  /** So much of a motion may be lost on its way [s]. */
  private static final double UNDER_WAY = 0.5;

  private final Mishap mishap;
  private final List<String> broken = new ArrayList<>();

  MishapJudge(Mishap mishap) {
    this.mishap = mishap;
  }

  void broken(String what) {
    broken.add(what);
  }

  private void require(boolean isSo, String otherwise) {
    if (!isSo) {
      broken.add(otherwise);
    }
  }

  /** How the bench ended, and what it said. */
  void ending(int code, String said) {
    require(mishap.codes().contains(code), "exit code " + code);
    require(
        isDone(code) || mishap.messages().stream().anyMatch(said::contains),
        "it says none of " + mishap.messages());
    require(!said.contains("--debug shows where"), "it does not know what happened");
    require(
        isDone(code) || said.contains("files of raw data are kept"),
        "it does not say what is kept");
  }

  private static boolean isDone(int code) {
    return code == 0 || code == 3;
  }

  /**
   * Each motion that began is there, and can be read; where the bench was broken off, all but the
   * last, of which there is what was heard.
   *
   * @param code that it ended with
   * @param until by the robot's clock, which the last one must tell of if the bench was broken off
   *     [µs]; 0 for none
   * @return how many are kept
   */
  int data(Path run, int code, String said, long until) throws IOException {
    PlantSpec spec = BenchRun.open(run).record().nameplate().spec();
    List<Path> files = RawData.files(run);
    double last = 0;
    for (Path file : files) {
      if (file.toString().endsWith(RecordingFile.SUFFIX)) {
        last = Math.max(last, end(file, spec));
      }
    }
    List<String> begun = said.lines()
        .map(BEGIN::matcher)
        .filter(m -> m.matches())
        .map(m -> m.group(1))
        .toList();
    boolean isOnDisk = mishap != Mishap.FULL_DISK && mishap != Mishap.FILE_LIMIT;
    int whole = isDone(code) ? begun.size() : begun.size() - 1;
    for (int i = 0; i < whole; i++) {
      String name = begun.get(i);
      require(
          files.stream()
              .anyMatch(file -> String.valueOf(file.getFileName())
                  .matches("[0-9]+-" + Pattern.quote(name) + "\\..*")),
          name + " is not kept");
    }
    require(
        !isOnDisk || isDone(code) || until == 0 || last >= 1e-6 * until - UNDER_WAY,
        "what was heard last is not kept: until " + last + " s of " + 1e-6 * until);
    return files.size();
  }

  private double end(Path file, PlantSpec spec) throws IOException {
    try {
      Recording recording = RecordingFile.read(file, spec);
      return recording.time(recording.steps());
    } catch (IOException e) {
      broken.add("not readable: " + e.getMessage());
      return 0;
    }
  }

  /** There is a whole one if the bench came to its end, else none; nothing is left half written. */
  void calibrations(Path device, int code) throws IOException {
    try (Stream<Path> all = Files.walk(device)) {
      all.filter(file -> file.toString().endsWith(".tmp"))
          .forEach(file -> broken.add("left over: " + device.relativize(file)));
    }
    int count = 0;
    try (Stream<Path> all = Files.list(device)) {
      for (Path file : all.filter(each -> each.toString().endsWith(".json")).toList()) {
        count++;
        try {
          CalibrationFile.read(file);
        } catch (CalibrationException | UncheckedIOException e) {
          broken.add("half written: " + e.getMessage());
        }
      }
    }
    require(count == (isDone(code) ? 1 : 0), count + " calibrations");
    require(!Files.exists(device.resolve("current")), "something is in force");
  }

  /** What can be told of it afterwards. */
  void report(int code, int report, String said) {
    boolean isBrokenOff = report == 3 && said.contains("did not come to its end");
    // one that came to its end says what the command said
    require(
        isDone(code) ? report == code : report == 0 || isBrokenOff,
        "report ended with " + report + ": " + said.strip());
  }

  MishapOutcome outcome(
      int number, double instant, int code, String said, OptionalDouble rest, int kept) {
    return new MishapOutcome(mishap, number, instant, code, said, rest, kept, List.copyOf(broken));
  }
}
