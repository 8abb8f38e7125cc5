package dev.trammel.controller.cli;

import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes a run's report anew. */
@Command(
    name = "report",
    description = "Write a run's report.html anew, from the episodes that are there; also of a run"
        + " that has not ended.")
final class ReportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run = Path.of(".");

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal();
    try (RunFolder folder = RunFolder.open(run)) {
      Training training = Training.of(folder);
      Progress progress = new Progress(terminal, training.settings(), System::nanoTime);
      Path report = training.report(progress::show);
      terminal.say("Report: " + report);
      terminal.result(Map.of("run", run.toString(), "report", report.toString()));
    }
    return ExitCode.OK;
  }
}
