package dev.trammel.hardware.cli;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.hardware.hidden.Family;
import dev.trammel.hardware.hidden.Flaws;
import dev.trammel.hardware.hidden.Hidden;
import dev.trammel.hardware.hidden.Truth;
import dev.trammel.hardware.hidden.TruthFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What nobody is told of an emulated robot. */
final class HiddenOptions {

  @Option(
      names = "--hidden-seed",
      paramLabel = "N",
      description = "Masses, inertias, friction, motors and delays are drawn by it, and differ from"
          + " what the robot's description says. Default: they are as it says.")
  private long seed;

  @Option(
      names = "--hidden",
      paramLabel = "KIND[=FAR],...",
      description = "Only these kinds of effects are drawn, and nothing else departs from the"
          + " description: such as matching, or mass=0.3,friction,delay=0.004.")
  private @Nullable String kinds;

  @Option(
      names = "--flaws",
      paramLabel = "FLAW,...",
      description = "What is wrong with it: sign:JOINT, motor:JOINT, swap:JOINT:JOINT, dead:JOINT,"
          + " saturate:JOINT:POSITION, limit:JOINT[:SHARE], watchdog:SECONDS.")
  private @Nullable String flaws;

  @Option(
      names = "--flaw-seed",
      paramLabel = "N",
      description = "Draws what is wrong with it: nothing, one thing or two.")
  private @Nullable Long flawSeed;

  @Option(
      names = "--flaw-kinds",
      split = ",",
      paramLabel = "KIND",
      description = "With --flaw-seed: exactly one thing is wrong with it, of these kinds alone:"
          + " sign, motor, swap, dead, limit, watchdog.")
  private List<String> flawKinds = new ArrayList<>();

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "Writes what the robot really is, for who judges what others find of it.")
  private @Nullable Path truth;

  /** Which robot is asked for. */
  Hidden of(PlantSettings plant) {
    if (flaws != null && flawSeed != null) {
      throw new UsageException("--flaws and --flaw-seed must not come together");
    }
    if (flawSeed == null && !flawKinds.isEmpty()) {
      throw new UsageException("--flaw-kinds needs --flaw-seed, by which one of them is drawn");
    }
    return new Hidden(seed, Optional.ofNullable(kinds).map(Family::parse), flaws(plant));
  }

  private Flaws flaws(PlantSettings plant) {
    if (flaws != null) {
      return Flaws.parse(flaws, plant.robot());
    }
    List<Integer> driven =
        plant.actuators().stream().map(ActuatorSettings::joint).toList();
    if (flawSeed == null) {
      return Flaws.NONE;
    }
    return flawKinds.isEmpty()
        ? Flaws.draw(flawSeed, plant.robot(), driven)
        : Flaws.drawOne(flawSeed, flawKinds, plant.robot(), driven);
  }

  /** Keeps the truth, where somebody wants to know. */
  void keepTruth(PlantSettings plant, Hidden hidden) throws IOException {
    if (truth != null) {
      Truth drawn = hidden.truth(plant.robot(), plant.world().gravity());
      Path folder = truth.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      TruthFile.write(truth, plant, drawn);
    }
  }

  /** For people, who may know that something is hidden but not what. */
  String text() {
    return (seed == 0 ? "" : ", hidden seed " + seed)
        + (kinds == null ? "" : ", hidden " + kinds)
        + (flaws == null && flawSeed == null ? "" : ", perhaps with flaws");
  }
}
