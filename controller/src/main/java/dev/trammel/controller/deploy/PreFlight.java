package dev.trammel.controller.deploy;

import dev.trammel.controller.bundle.DeployBundle;
import dev.trammel.controller.control.WarmUpReport;
import dev.trammel.controller.deploy.Finding.Verdict;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.report.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is looked at before a bundle may move a body: the bundle, the body, the host. */
public final class PreFlight {

  private static final String CALIBRATION = "calibration";
  private static final int DIGITS = 3;
  private static final double MICROS = 1e6;
  /** Part of a period that the computation of a cycle may take. */
  private static final double PART_OF_PERIOD = 0.5;

  private final List<Finding> findings = new ArrayList<>();

  /** The bundle, that it could be read, and who signed it. */
  public PreFlight bundle(Path file, DeployBundle bundle, boolean trusted) {
    String found =
        file + ", " + bundle.kind().text() + ", for robot " + bundle.robot().name();
    findings.add(
        trusted
            ? Finding.pass("bundle", found + ", signed by whom you trust")
            : Finding.warn("bundle", found + "; nobody asked who made it: --trust PUBLIC.pem"));
    return this;
  }

  /** The open body, that it is the bundle's, and what it tells of itself. */
  public PreFlight body(Path file, DeployBundle bundle, Plant plant) {
    try {
      bundle.requireRobot(file, plant.spec());
      StringBuilder found = new StringBuilder("the bundle's robot");
      plant
          .vitals()
          .forEach((name, value) -> found
              .append(", ")
              .append(name.replace('_', ' '))
              .append(' ')
              .append(Numbers.significant(value, DIGITS)));
      findings.add(Finding.pass("body", found.toString()));
    } catch (UsageException e) {
      findings.add(Finding.fail("body", String.valueOf(e.getMessage())));
    }
    return this;
  }

  /** That the body works by the calibration that the bundle was made for. */
  public PreFlight calibration(DeployBundle bundle, Plant plant) {
    plant.remarks().forEach(remark -> findings.add(Finding.warn(CALIBRATION, remark)));
    if (plant.remarks().isEmpty()) {
      findings.add(Finding.pass(
          CALIBRATION, "the bundle's: " + bundle.manifest().get("calibration_sha256")));
    }
    return this;
  }

  /** How long it took until the body was ready. */
  public PreFlight start(StartUp start, DeploymentMetrics metrics) {
    findings.add(start.finding());
    metrics.started(start);
    return this;
  }

  /** The host: collector, priority, clock rate, jitter; takes a second. */
  public PreFlight host(double period, DeploymentMetrics metrics) {
    findings.addAll(HostChecks.all(period, metrics));
    return this;
  }

  /** The compiled control cycle, and how long it took to warm it up. */
  public PreFlight cycle(WarmUpReport report, double period, DeploymentMetrics metrics) {
    findings.add(Finding.pass(
        "warm-up",
        String.format(
            "%.2f s, before anything may be armed: the %s", report.seconds(), report.what())));
    metrics.warmedUp(report);
    String found = String.format(
        "%.1f µs and %.0f bytes", report.secondsPerCall() * MICROS, report.bytesPerCall());
    boolean inTime = report.secondsPerCall() < PART_OF_PERIOD * period;
    findings.add(
        report.settled() && inTime
            ? Finding.pass("cycle", found)
            : Finding.fail(
                "cycle",
                found + ": it must allocate nothing, and take less than half" + " a period, "
                    + period / 2 + " s"));
    return this;
  }

  /** In the order in which they were looked at. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Whether something may move. */
  public boolean passed() {
    return findings.stream().noneMatch(finding -> finding.verdict() == Verdict.FAIL);
  }
}
