package dev.trammel.controller.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option of commands that write a page for people. */
final class BrowserOption {

  @Option(names = "--open", description = "Open the page in the browser.")
  private boolean open;

  /** Opens the page, if asked; the page is there also where no browser is. */
  void show(Path page, Terminal terminal) {
    if (!open) {
      return;
    }
    List<String> line = new ArrayList<>(opener());
    line.add(page.toAbsolutePath().toUri().toString());
    try {
      new ProcessBuilder(line)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      terminal.say("No browser was found to open it: " + line.get(0) + " is missing.");
    }
  }

  private static List<String> opener() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.contains("mac")) {
      return List.of("open");
    }
    return system.contains("win")
        ? List.of("rundll32", "url.dll,FileProtocolHandler")
        : List.of("xdg-open");
  }
}
