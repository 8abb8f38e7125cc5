package dev.trammel.hardware;

import dev.trammel.controller.spi.CommandProvider;
import dev.trammel.hardware.cli.MonitorCommand;

/** Brings {@code trammel monitor}. */
public final class MonitorCommandProvider implements CommandProvider {

  @Override
  public String name() {
    return "monitor";
  }

  @Override
  public Object command() {
    return new MonitorCommand();
  }
}
