package dev.trammel.hardware.soak;

import dev.trammel.controller.linalg.UsageException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds, in a quiet moment.
 *
 * @param threads alive
 * @param files open file descriptors
 * @param heapBytes live, after a collection [byte]
 * @param load average of the machine over the last minute
 */
public record Sample(int threads, int files, long heapBytes, double load) {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** Looks now; collects garbage first. */
  @SuppressWarnings("ExplicitGc")
  static Sample take() {
    System.gc();
    System.gc();
    return new Sample(
        ManagementFactory.getThreadMXBean().getThreadCount(),
        openFiles(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static int openFiles() {
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      // the one that lists them is one of them
      return (int) open.count() - 1;
    } catch (IOException e) {
      throw new UsageException("open files are counted in " + DESCRIPTORS + ": " + e, e);
    }
  }
}
