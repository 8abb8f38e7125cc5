package dev.trammel.calibration.store;

import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.calibration.RobotIdentity;
import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.task.PlantSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a calibration into force. */
@Command(
    name = "promote",
    description =
        "Bring a calibration into force, once a person typed the robot's name. Refused where"
            + " something speaks against it: what failed on the bench, no passed checkout, a body"
            + " that cannot be, or that what is in force knows more. Nothing else changes what is in force but"
            + " rollback.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel calibrate promote",
      "  trammel calibrate promote cal/arm1/20260131T120000.000Z-1a2b3c4d.json",
      "  trammel calibrate promote cal/arm1 --task my-arm.yaml",
    })
final class PromoteCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|FOLDER",
      description = "The calibration, or the robot's folder for the one made last. Default: that of"
          + " the only robot in cal.")
  private Optional<Path> place = Optional.empty();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "A task that describes the robot. Default: the shipped one that does.")
  private Optional<String> task = Optional.empty();

  @Option(
      names = "--force",
      description = "Whatever speaks against it; what did is written down beside it.")
  private boolean force;

  @Option(
      names = "--unchecked",
      description = "Although checkout was not passed, as of a robot that is emulated; that is"
          + " written down too.")
  private boolean unchecked;

  @Option(names = "--yes", description = "Do not ask for the robot's name.")
  private boolean yes;

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal();
    StorePlace at = StorePlace.of(place);
    CalibrationStore store = at.store();
    CalibrationFile file = at.fileOrLatest();
    Optional<CalibrationFile> current = store.current();
    if (current.isPresent() && current.get().sha256().equals(file.sha256())) {
      terminal.say(file.path() + " is in force already.");
      terminal.result(result(file, List.of(), false));
      return ExitCode.OK;
    }
    RobotIdentity robot = file.calibration().subject().robot();
    Optional<PlantSettings> described = DescribedRobots.find(robot, task);
    Compared before =
        current.map(Compared::of).orElseGet(() -> DescribedRobots.compared(robot, described));
    CalibrationDifference.between(before, file).lines().forEach(terminal::say);
    List<String> objections = new ArrayList<>(PromotionCheck.objections(file, store, described));
    boolean isSound = objections.isEmpty();
    List<String> open = CheckedOut.objections(file.calibration(), described);
    objections.addAll(open);
    objections.forEach(objection -> terminal.say("against it: " + objection));
    if (!force && !(isSound && (unchecked || open.isEmpty()))) {
      terminal.say(
          "Not promoted. --force promotes it nevertheless, and writes down what spoke against it.");
      terminal.result(result(file, objections, false));
      return ExitCode.FAILED;
    }
    if (!yes) {
      TypedName.require(
          store.device(), "let " + file.path().getFileName() + " come into force", terminal);
    }
    store.promote(file, Instant.now(), objections, current);
    terminal.say("In force now: " + file.path() + ", SHA-256 " + file.sha256());
    terminal.result(result(file, objections, true));
    return ExitCode.OK;
  }

  private static Map<String, Object> result(
      CalibrationFile file, List<String> objections, boolean promoted) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.path().toString());
    json.put("sha256", file.sha256());
    json.put("promoted", promoted);
    json.put("objections", objections);
    return json;
  }
}
