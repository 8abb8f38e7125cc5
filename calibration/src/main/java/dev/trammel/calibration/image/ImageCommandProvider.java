package dev.trammel.calibration.image;

import dev.trammel.controller.spi.CommandProvider;

/** Brings {@code trammel image}. */
public final class ImageCommandProvider implements CommandProvider {

  @Override
  public String name() {
    return "image";
  }

  @Override
  public Object command() {
    return new ImageCommand();
  }
}
