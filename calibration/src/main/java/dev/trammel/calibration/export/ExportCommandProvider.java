package dev.trammel.calibration.export;

import dev.trammel.controller.spi.CommandProvider;

/** Offers the export, by the name {@code export}. */
public final class ExportCommandProvider implements CommandProvider {

  @Override
  public String name() {
    return "export";
  }

  @Override
  public Object command() {
    return new ExportCommand();
  }
}
