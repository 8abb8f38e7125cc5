package dev.trammel.controller.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Command lines of Java processes beside a test: with its class path and its tasks. They begin
 * quickly, and write no file that a test does not know of.
 */
public final class ChildJvm {

  private static final List<String> REAL_TIME = List.of("chrt", "-f", "20");

  private ChildJvm() {}

  /** What runs a program; add its further arguments. */
  public static List<String> line(Class<?> main, String... arguments) {
    Stream<String> java = Stream.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "-XX:TieredStopAtLevel=1",
        "-Dtrammel.tasks=" + Path.of(System.getProperty("trammel.tasks")).toAbsolutePath(),
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
    return Stream.concat(java, Stream.of(arguments)).toList();
  }

  /** What put before a line makes it run at real-time priority; empty where that is not allowed. */
  public static List<String> realTime() throws IOException, InterruptedException {
    return isAllowed(Stream.concat(REAL_TIME.stream(), Stream.of("true")).toList())
        ? REAL_TIME
        : List.of();
  }

  /** Whether a command is there and ends well. */
  public static boolean isAllowed(List<String> line) throws InterruptedException {
    try {
      return new ProcessBuilder(line).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
