package dev.trammel.hardware.cli;

import dev.trammel.hardware.remote.Hands.Outcome;

/** Words about robots. */
final class Robots {

  private Robots() {}

  static String inWords(Outcome outcome) {
    return outcome.state() + (outcome.fault().equals("NONE") ? "" : " " + outcome.fault());
  }
}
