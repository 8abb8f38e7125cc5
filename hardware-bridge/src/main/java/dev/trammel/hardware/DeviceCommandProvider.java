package dev.trammel.hardware;

import dev.trammel.controller.spi.CommandProvider;
import dev.trammel.hardware.cli.DeviceCommand;

/** Offers emulated devices, by the name {@code device}. */
public final class DeviceCommandProvider implements CommandProvider {

  @Override
  public String name() {
    return "device";
  }

  @Override
  public Object command() {
    return new DeviceCommand();
  }
}
