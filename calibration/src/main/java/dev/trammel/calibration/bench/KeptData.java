package dev.trammel.calibration.bench;

import dev.trammel.controller.bench.LinkMeasurement;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.Silence;
import dev.trammel.controller.deploy.HostJitter;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.storage.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The raw data of a run, read in the order in which it was kept. */
final class KeptData {

  private final Path run;
  private final PlantSpec spec;
  private final List<Path> files;
  private int next;

  KeptData(Path run, PlantSpec spec) throws IOException {
    this.run = run;
    this.spec = spec;
    files = RawData.files(run);
  }

  Recording recording(String name) {
    Path file = next(name, RecordingFile.SUFFIX);
    try {
      return RecordingFile.read(file, spec);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LinkMeasurement link() {
    Map<?, ?> json = json("link");
    return new LinkMeasurement(
        numbers(json, "round_trips_seconds"),
        (int) NameplateJson.number(json, "lost"),
        NameplateJson.number(json, "clock_offset_seconds"),
        NameplateJson.number(json, "clock_bound_seconds"));
  }

  HostJitter host() {
    Map<?, ?> json = json("host");
    return new HostJitter(
        NameplateJson.number(json, "median_seconds"),
        NameplateJson.number(json, "p99_seconds"),
        NameplateJson.number(json, "greatest_seconds"),
        (int) NameplateJson.number(json, "wakes"));
  }

  Silence silence(String name) {
    Map<?, ?> json = json(name);
    return new Silence(
        NameplateJson.number(json, "lease_seconds"),
        NameplateJson.number(json, "until_fault_seconds"),
        NameplateJson.number(json, "until_rest_seconds"),
        NameplateJson.number(json, "bound_seconds"),
        numbers(json, "way"),
        NameplateJson.text(json, "fault"));
  }

  private static double[] numbers(Map<?, ?> json, String key) {
    return NameplateJson.list(json, key).stream()
        .mapToDouble(each -> NameplateJson.number(each, key))
        .toArray();
  }

  private Map<?, ?> json(String name) {
    try {
      return Json.readFile(next(name, ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The procedure must ask as it asked the robot; else this is not its data. */
  private Path next(String name, String suffix) {
    if (next == files.size()) {
      throw new BrokenOffRunException("It was broken off before " + name + ".");
    }
    Path file = files.get(next++);
    if (file.endsWith(RawData.heardName(next, name))) {
      throw new BrokenOffRunException(
          "It was broken off during " + name + ", of which there is what was heard.");
    }
    String expected = RawData.fileName(next, name, suffix);
    if (!file.endsWith(expected)) {
      throw new UncheckedIOException(new CorruptFileException(
          run,
          next,
          "must hold " + expected + " next, holds " + file.getFileName()
              + ": it was made by another version"));
    }
    return file;
  }
}
