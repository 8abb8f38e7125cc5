package dev.trammel.hardware;

import dev.trammel.controller.spi.CommandProvider;
import dev.trammel.hardware.cli.SoakCommand;

/** Offers to soak the bridge in faults, by the name {@code soak}. */
public final class SoakCommandProvider implements CommandProvider {

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public Object command() {
    return new SoakCommand();
  }
}
