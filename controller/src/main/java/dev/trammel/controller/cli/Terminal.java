package dev.trammel.controller.cli;

import dev.trammel.controller.storage.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a command speaks. People read standard output, unless a program does: then they read
 * standard error, and the last line of standard output is one JSON object. Progress is always on
 * standard error. Thread-safe.
 */
public final class Terminal {

  private static final String ERASE_LINE = "\r\033[K";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;
  private final boolean quiet;
  private final boolean live;
  private boolean lineOpen;
  private int painted;

  /**
   * Speaks to two streams.
   *
   * @param json whether a program reads {@code out}
   * @param quiet whether to leave progress out
   * @param live whether {@code err} can overwrite its last line
   */
  Terminal(PrintStream out, PrintStream err, boolean json, boolean quiet, boolean live) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.quiet = quiet;
    this.live = live;
  }

  static Terminal ofProcess(boolean json, boolean quiet) {
    return new Terminal(System.out, System.err, json, quiet, errorIsTerminal());
  }

  /** Whether standard error is a terminal that understands more than plain lines. */
  private static boolean errorIsTerminal() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      String device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      // where the system does not say, plain lines are right
      return false;
    }
  }

  /** Whether a line of progress replaces the one before. */
  public boolean isOverwriting() {
    return live;
  }

  /** A line for people. */
  public synchronized void say(String line) {
    endProgress();
    (json ? err : out).println(line);
  }

  /** The result, for a program that asked for it. */
  public synchronized void result(Map<String, ?> object) {
    endProgress();
    if (json) {
      out.println(Json.write(object));
    }
  }

  /** How far the work is; replaces the last such line where that is possible. */
  public synchronized void progress(String line) {
    if (quiet) {
      return;
    }
    if (live) {
      err.print(ERASE_LINE + line);
      err.flush();
      lineOpen = true;
    } else {
      err.println(line);
    }
  }

  /** Lines for people that replace those painted before; only where the terminal {@link #isOverwriting}. */
  public synchronized void paint(List<String> lines) {
    endProgress();
    if (painted > 0) {
      err.print("\033[" + painted + "A");
    }
    lines.forEach(line -> err.print(ERASE_LINE + line + "\n"));
    for (int i = lines.size(); i < painted; i++) {
      err.print(ERASE_LINE + "\n");
    }
    painted = Math.max(painted, lines.size());
    err.flush();
  }

  private void endProgress() {
    if (lineOpen) {
      err.print(ERASE_LINE);
      err.flush();
      lineOpen = false;
    }
  }
}
