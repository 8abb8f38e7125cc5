package dev.trammel.hardware.monitor;

import dev.trammel.controller.spi.CommandProvider;

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
