package dev.trammel.hardware;

import dev.trammel.controller.spi.CommandProvider;
import dev.trammel.hardware.cli.StopCommand;

/** Offers to stop robots, by the name {@code stop}. */
public final class StopCommandProvider implements CommandProvider {

  @Override
  public String name() {
    return "stop";
  }

  @Override
  public Object command() {
    return new StopCommand();
  }
}
