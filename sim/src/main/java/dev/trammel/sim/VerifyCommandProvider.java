package dev.trammel.sim;

import dev.trammel.controller.spi.CommandProvider;
import dev.trammel.sim.scenario.VerifyCommand;

/** Offers simulation testing, by the name {@code verify}. */
public final class VerifyCommandProvider implements CommandProvider {

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public Object command() {
    return new VerifyCommand();
  }
}
