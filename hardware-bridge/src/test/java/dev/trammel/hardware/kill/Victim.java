package dev.trammel.hardware.kill;

import java.util.Locale;

/** Who is killed. */
enum Victim {
  CONTROLLER,
  DEVICE,
  BROKER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
