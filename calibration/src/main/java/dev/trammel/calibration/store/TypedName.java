package dev.trammel.calibration.store;

import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Lets a person say that they mean it. */
final class TypedName {

  private TypedName() {}

  /**
   * Returns once a robot's name was typed.
   *
   * @param purpose what it is to do: {@code let it come into force}
   * @throws UsageException if something else was, or nothing
   */
  static void require(String device, String purpose, Terminal terminal) throws IOException {
    terminal.say("Type the robot's name to " + purpose + ": " + device);
    // not closed: standard input is the process's
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = in.readLine();
    if (line == null || !line.strip().equals(device)) {
      throw new UsageException("nothing has changed: the robot's name is '" + device + "', "
          + (line == null ? "nothing was typed" : "had '" + line.strip() + "'"));
    }
  }
}
