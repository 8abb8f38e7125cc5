package dev.trammel.hardware;

import dev.trammel.controller.spi.CommandProvider;
import dev.trammel.hardware.cli.ConformanceCommand;

/** Offers to try devices against the protocol, by the name {@code conformance}. */
public final class ConformanceCommandProvider implements CommandProvider {

  @Override
  public String name() {
    return "conformance";
  }

  @Override
  public Object command() {
    return new ConformanceCommand();
  }
}
