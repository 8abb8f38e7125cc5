package dev.trammel.calibration.command;

import dev.trammel.calibration.store.StoreCommands;
import dev.trammel.controller.spi.CommandProvider;
import picocli.CommandLine;

/** Offers the bench, by the name {@code calibrate}. */
public final class CalibrateCommandProvider implements CommandProvider {

  @Override
  public String name() {
    return "calibrate";
  }

  @Override
  public Object command() {
    CommandLine calibrate = new CommandLine(new CalibrateCommand());
    for (Question question : Questions.all()) {
      calibrate.addSubcommand(question.name(), ProcedureCommand.of(question));
    }
    calibrate.addSubcommand("report", new ReportCommand());
    StoreCommands.addTo(calibrate);
    return calibrate;
  }
}
