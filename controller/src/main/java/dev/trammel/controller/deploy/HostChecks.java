package dev.trammel.controller.deploy;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether this computer is fit to hold a robot: its collector, priority, clock rate and jitter. */
final class HostChecks {

  private static final Path GOVERNOR =
      Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");

  private static final int ORDINARY = 0;
  private static final double MICROS = 1e6;
  private static final double MILLIS = 1e3;
  private static final double WAKE_EVERY = 0.002;
  private static final int WAKES = 500;
  /** Part of a period that may pass before a thread wakes. */
  private static final double PART_OF_PERIOD = 0.1;

  private HostChecks() {}

  static List<Finding> all(double period, DeploymentMetrics metrics) {
    List<Finding> findings = new ArrayList<>();
    findings.add(collector());
    findings.add(priority());
    governor().ifPresent(findings::add);
    HostJitter jitter = HostJitter.measure(WAKE_EVERY, WAKES);
    metrics.host(jitter);
    findings.add(jitter(jitter, period));
    return findings;
  }

  private static Finding collector() {
    List<String> names = ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(GarbageCollectorMXBean::getName)
        .toList();
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    String found = String.join(", ", names) + "; heap of at most " + heap + " MiB";
    boolean lowPause =
        names.stream().anyMatch(name -> name.startsWith("ZGC") || name.startsWith("Shenandoah"));
    return lowPause
        ? Finding.pass("collector", found)
        : Finding.warn("collector", found + ": it pauses all threads; start Java with -XX:+UseZGC");
  }

  private static Finding priority() {
    int policy = ProcessStat.policy();
    return policy == ORDINARY
        ? Finding.warn(
            "priority",
            "ordinary: other programs may take the processor; start with `chrt -f 20`, or as the"
                + " systemd unit does")
        : Finding.pass("priority", policy < 0 ? "not known here" : "scheduling policy " + policy);
  }

  private static Optional<Finding> governor() {
    try {
      String governor = Files.readString(GOVERNOR).strip();
      return Optional.of(
          governor.equals("performance")
              ? Finding.pass("clock rate", governor)
              : Finding.warn(
                  "clock rate",
                  "governor " + governor + ": a processor that slept is slow at first;"
                      + " performance would keep it awake"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Finding jitter(HostJitter jitter, double period) {
    String found = String.format(
        "late by %.0f µs in the middle, %.2f ms at p99, %.2f ms at most, of %d wakes; a period has"
            + " %.1f ms",
        jitter.median() * MICROS,
        jitter.p99() * MILLIS,
        jitter.greatest() * MILLIS,
        jitter.wakes(),
        period * MILLIS);
    return jitter.p99() > PART_OF_PERIOD * period
        ? Finding.warn("jitter", found)
        : Finding.pass("jitter", found);
  }
}
