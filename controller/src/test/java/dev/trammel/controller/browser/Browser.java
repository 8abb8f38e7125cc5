package dev.trammel.controller.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Chromium without a window, in a process of its own; Debian's package {@code chromium}. WebGL is
 * computed in software, so that machines without a display draw the same.
 */
public final class Browser implements AutoCloseable {

  private static final String ANNOUNCEMENT = "DevTools listening on ";

  private final Process process;
  private final DevTools tools;

  private Browser(Process process, DevTools tools) {
    this.process = process;
    this.tools = tools;
  }

  /**
   * Starts it.
   *
   * @param profile folder for its own files
   */
  public static Browser start(Path profile) throws IOException {
    Process process = new ProcessBuilder(List.of(
            "chromium",
            "--headless",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "--no-sandbox",
            "--disable-gpu",
            "--use-angle=swiftshader",
            "--enable-unsafe-swiftshader",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "about:blank"))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    BufferedReader said = process.errorReader();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(ANNOUNCEMENT)) {
        drain(said);
        return new Browser(
            process, new DevTools(URI.create(line.substring(ANNOUNCEMENT.length()))));
      }
    }
    throw new IllegalStateException("chromium did not start: exit code " + process.exitValue());
  }

  /**
   * Opens a file and waits until it is loaded.
   *
   * @param width of the window [px]
   * @param height of the window [px]
   */
  public Page open(Path file, int width, int height) {
    Map<?, ?> target = tools.send(null, "Target.createTarget", Map.of("url", "about:blank"));
    Map<?, ?> attached = tools.send(
        null,
        "Target.attachToTarget",
        Map.of("targetId", String.valueOf(target.get("targetId")), "flatten", true));
    Page page = new Page(tools, String.valueOf(attached.get("sessionId")));
    page.load(file, width, height);
    return page;
  }

  private static void drain(BufferedReader said) {
    Thread reader = new Thread(() -> said.lines().forEach(line -> {}), "chromium-stderr");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public void close() {
    tools.send(null, "Browser.close", Map.of());
    tools.close();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
