package dev.trammel.calibration.store;

import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationException;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says which calibrations there are of a robot. */
@Command(
    name = "list",
    description = "List a robot's calibrations, oldest first; * marks the one in force.",
    footerHeading = "%nExamples:%n",
    footer = {"  trammel calibrate list", "  trammel calibrate list cal/arm1"})
final class ListCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The robot's folder. Default: the only one in cal.")
  private Optional<Path> folder = Optional.empty();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal();
    CalibrationStore store = StorePlace.of(folder).store();
    Optional<String> current =
        store.current().map(file -> String.valueOf(file.path().getFileName()));
    List<Object> json = new ArrayList<>();
    int broken = 0;
    for (String name : store.names()) {
      boolean inForce = current.isPresent() && current.get().equals(name);
      try {
        CalibrationFile file = store.find(name);
        terminal.say(line(name, inForce, file.calibration()));
        json.add(json(file, inForce));
      } catch (CalibrationException e) {
        broken++;
        terminal.say("  " + name + "  cannot be used: " + e.getMessage());
      }
    }
    terminal.say(current.map(name -> "In force: " + name).orElse("None is in force."));
    terminal.result(Map.of("device", store.device(), "calibrations", json, "broken", broken));
    return broken == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String line(String name, boolean inForce, Calibration calibration) {
    return String.format(
        Locale.ROOT,
        "%s %s  %-10s %3d known, %d failed",
        inForce ? "*" : " ",
        name,
        calibration.origin().command(),
        known(calibration),
        failed(calibration));
  }

  private static long known(Calibration calibration) {
    return calibration.estimates().values().stream()
        .filter(Estimate::identifiable)
        .count();
  }

  private static long failed(Calibration calibration) {
    return calibration.judgements().stream()
        .filter(judgement -> judgement.verdict() == Verdict.FAIL)
        .count();
  }

  private static Map<String, Object> json(CalibrationFile file, boolean inForce) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.path().toString());
    json.put("sha256", file.sha256());
    json.put("in_force", inForce);
    json.put("made", file.calibration().origin().made().toString());
    json.put("command", file.calibration().origin().command());
    json.put("known", known(file.calibration()));
    json.put("failed", failed(file.calibration()));
    return json;
  }
}
