package dev.trammel.calibration.image;

import dev.trammel.controller.linalg.UsageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.spi.ToolProvider;

/** A tool of the JDK that this runs on. */
final class JdkTool {

  private final ToolProvider tool;

  private JdkTool(ToolProvider tool) {
    this.tool = tool;
  }

  static JdkTool named(String name) {
    return new JdkTool(ToolProvider.findFirst(name)
        .orElseThrow(() -> new UsageException("an image needs " + name
            + ", which this Java has not; a JDK has: sudo apt-get install default-jdk-headless")));
  }

  void run(String... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int code = tool.run(out, out, arguments);
    if (code != 0) {
      throw new UsageException(
          tool.name() + " failed: " + said.toString().strip().replaceAll("\\s+", " "));
    }
  }
}
