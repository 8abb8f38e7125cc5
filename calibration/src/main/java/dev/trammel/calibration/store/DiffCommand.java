package dev.trammel.calibration.store;

import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.calibration.RobotIdentity;
import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what is otherwise in one calibration than in another. */
@Command(
    name = "diff",
    description = {
      "Say what is otherwise in one calibration than in another, parameter by parameter, what"
          + " changed most first. A change is real where Welch's test tells the two estimates"
          + " apart at 95 %%, and counts where it is more than the bench can tell anyway.",
      "A folder stands for the calibration in force there; where nothing else is named, it is"
          + " compared with the one made last. Where none is in force there, the robot's"
          + " description is compared."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel calibrate diff",
      "  trammel calibrate diff cal/arm1/20260131T120000.000Z-1a2b3c4d.json cal/arm1",
    })
final class DiffCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..2",
      paramLabel = "FILE|FOLDER",
      description =
          "From which calibration to which. Default: from the one in force to the one made"
              + " last, of the only robot in cal.")
  private List<Path> places = List.of();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal();
    StorePlace from =
        StorePlace.of(places.isEmpty() ? Optional.empty() : Optional.of(places.get(0)));
    CalibrationFile after = places.size() == 2
        ? StorePlace.of(Optional.of(places.get(1))).fileOrCurrent()
        : from.store().find(CalibrationStore.LATEST);
    CalibrationDifference difference = CalibrationDifference.between(before(from, after), after);
    difference.lines().forEach(terminal::say);
    terminal.result(difference.toJson());
    return ExitCode.OK;
  }

  /** Before anything came into force, the simulator has the robot as it is described. */
  private static Compared before(StorePlace from, CalibrationFile after) throws IOException {
    RobotIdentity robot = after.calibration().subject().robot();
    return from.file().isEmpty() && from.store().current().isEmpty()
        ? DescribedRobots.compared(robot, DescribedRobots.find(robot, Optional.empty()))
        : Compared.of(from.fileOrCurrent());
  }
}
