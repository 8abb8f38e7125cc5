package dev.trammel.calibration.command;

import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import java.io.BufferedReader;
import java.io.IOException;

/** Asks the person at the bench whether a robot may move. */
final class Confirmation {

  private final BufferedReader in;
  private final Terminal terminal;

  /** @param in what the person types */
  Confirmation(BufferedReader in, Terminal terminal) {
    this.in = in;
    this.terminal = terminal;
  }

  /** Refuses {@code --yes} for what moves in the world. */
  static void requireAllowed(boolean yes, Nameplate nameplate) {
    if (yes && !nameplate.emulated()) {
      throw new UsageException("--yes is for emulated robots; " + nameplate.device()
          + " says that it is none, type its name when you are asked");
    }
  }

  /**
   * Returns once the robot's name was typed.
   *
   * @throws UsageException if something else was, or nothing
   */
  void require(Nameplate nameplate) throws IOException {
    terminal.say(
        "Nobody within reach of it? Type the robot's name to let it move: " + nameplate.device());
    String line = in.readLine();
    if (line == null || !line.strip().equals(nameplate.device())) {
      throw new UsageException("nothing has moved: the robot's name is '" + nameplate.device()
          + "', " + (line == null ? "nothing was typed" : "had '" + line.strip() + "'"));
    }
  }
}
