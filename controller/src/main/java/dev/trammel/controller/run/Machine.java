package dev.trammel.controller.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where and when something was measured.
 *
 * @param processor its model
 * @param cores that this process may use
 * @param system operating system
 * @param java runtime
 * @param load mean number of running processes over the last minute; negative where not known
 * @param started UTC, ISO 8601
 */
public record Machine(
    String processor, int cores, String system, String java, double load, String started) {

  /** A machine busier than this share of its cores spoils figures. */
  private static final double BUSY = 0.5;

  /** This machine, now. */
  public static Machine here() {
    OperatingSystemMXBean os = ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        processorModel(),
        Runtime.getRuntime().availableProcessors(),
        os.getName() + " " + os.getVersion() + " " + os.getArch(),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        os.getSystemLoadAverage(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String processorModel() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException e) {
      // other systems keep it elsewhere
      return "unknown processor";
    }
  }

  /** Whether others work on it: times that are measured now are too long. */
  public boolean isBusy() {
    return load > BUSY * cores;
  }

  /** For people. */
  public String describe() {
    String text = started + ", " + processor + ", " + cores + " cores, " + java;
    return isBusy()
        ? text
            + String.format(
                Locale.ROOT, "%nThe machine is busy (load %.1f): times are too long.", load)
        : text;
  }

  /** For programs. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("processor", processor);
    json.put("cores", cores);
    json.put("system", system);
    json.put("java", java);
    json.put("load", load);
    json.put("started", started);
    return json;
  }
}
