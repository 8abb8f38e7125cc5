package dev.trammel.controller.deploy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of this process; see proc(5). */
final class ProcessStat {

  private static final Path STAT = Path.of("/proc/self/stat");
  private static final Path UPTIME = Path.of("/proc/uptime");

  /** Counted from what follows the command's name in brackets. */
  private static final int START_FIELD = 19;

  private static final int POLICY_FIELD = 38;

  /** Linux counts what it tells programs in hundredths of a second, whatever its own tick is. */
  private static final double TICKS = 100;

  private static final double MILLIS = 1e3;

  private ProcessStat() {}

  /** Number of the scheduling policy; −1 where that cannot be read. */
  static int policy() {
    try {
      return Integer.parseInt(field(POLICY_FIELD));
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }

  /**
   * Seconds since this process was begun, Java's own start included, to about 0.02 s; where that
   * cannot be read, since Java began to run.
   */
  static double age() {
    try {
      double up = Double.parseDouble(Files.readString(UPTIME).split(" ")[0]);
      return up - Long.parseLong(field(START_FIELD)) / TICKS;
    } catch (IOException | RuntimeException e) {
      return ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS;
    }
  }

  private static String field(int number) throws IOException {
    String stat = Files.readString(STAT);
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[number];
  }
}
