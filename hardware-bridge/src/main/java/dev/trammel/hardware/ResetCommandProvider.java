package dev.trammel.hardware;

import dev.trammel.controller.spi.CommandProvider;
import dev.trammel.hardware.cli.ResetCommand;

/** Offers to leave robots' faults, by the name {@code reset}. */
public final class ResetCommandProvider implements CommandProvider {

  @Override
  public String name() {
    return "reset";
  }

  @Override
  public Object command() {
    return new ResetCommand();
  }
}
