package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.LinkMeasurement;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.deploy.HostJitter;
import dev.trammel.controller.report.Figure;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.run.RunInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The way to the robot and the computer at its end, before anything moves: round trips, loss, the
 * robot's clock, how late this computer wakes, and which versions these are.
 */
public final class Preflight implements Procedure {

  private static final int REHEARSED_PINGS = 10;

  /** A robot that hears nothing for its lease stops; a tenth of the usual one is far from that [s]. */
  private static final double MOST_ROUND_TRIP = 0.1;

  private static final double MOST_LOSS = 0.01;

  /** Times of the robot's are compared with this computer's to this [s]. */
  private static final double MOST_CLOCK_BOUND = 0.02;

  /** Signs of life leave late by so much at most [s]. */
  private static final double MOST_JITTER = 0.02;

  private static final double MILLIS = 1e3;

  private static final String LINK = "link";
  private static final String HOST = "host";

  private final int pings;

  /**
   * Asks it.
   *
   * @param pings round trips that are measured
   */
  public Preflight(int pings) {
    this.pings = pings;
  }

  @Override
  public String name() {
    return "preflight";
  }

  @Override
  public Findings run(BenchSession session) {
    LinkMeasurement link = session.measureLink(session.isRehearsal() ? REHEARSED_PINGS : pings);
    List<Judgement> judgements = new ArrayList<>();
    SortedMap<String, Double> numbers = new TreeMap<>();
    boolean isVirtual = session.robot().nameplate().virtualTime();
    link(link, isVirtual, judgements, numbers);
    clock(link, judgements, numbers);
    if (!session.isRehearsal()) {
      host(session.hostJitter(), isVirtual, judgements, numbers);
    }
    judgements.add(versions(session.robot()));
    return new Findings(Map.of(), judgements, List.of(roundTrips(link)), numbers);
  }

  private static void link(
      LinkMeasurement link,
      boolean isVirtual,
      List<Judgement> judgements,
      Map<String, Double> numbers) {
    numbers.put("loss_ratio", link.loss());
    String loss = String.format(
        Locale.ROOT,
        "%d of %d pings were lost, %.2f %%",
        link.lost(),
        link.lost() + link.roundTrips().length,
        100 * link.loss());
    judgements.add(
        link.loss() <= MOST_LOSS
            ? Judgement.pass("loss", loss)
            : Judgement.fail("loss", loss + "; at most 1 % may be: mend the network first"));
    if (link.roundTrips().length == 0) {
      judgements.add(Judgement.fail("answers", "no ping came back"));
      return;
    }
    double p999 = link.quantile(0.999);
    numbers.put("round_trip_p50_seconds", link.quantile(0.5));
    numbers.put("round_trip_p99_seconds", link.quantile(0.99));
    numbers.put("round_trip_p999_seconds", p999);
    String trip = String.format(
        Locale.ROOT,
        "round trip %.2f ms in the middle, %.2f ms at p99, %.2f ms at p99.9",
        MILLIS * link.quantile(0.5),
        MILLIS * link.quantile(0.99),
        MILLIS * p999);
    judgements.add(inTime(
        LINK,
        p999 <= MOST_ROUND_TRIP,
        isVirtual,
        trip,
        "; 100 ms is the most: use a cable, or a nearer broker"));
  }

  /** Where time waits for whoever is late, nothing that is late does harm. */
  private static Judgement inTime(
      String subject, boolean isSo, boolean isVirtual, String found, String otherwise) {
    if (isSo || isVirtual) {
      return Judgement.pass(
          subject, found + (isSo ? "" : "; that is slow, but this robot's time waits for it"));
    }
    return Judgement.fail(subject, found + otherwise);
  }

  private static void clock(
      LinkMeasurement link, List<Judgement> judgements, Map<String, Double> numbers) {
    numbers.put("clock_offset_seconds", link.clockOffset());
    numbers.put("clock_bound_seconds", link.clockBound());
    String found = String.format(
        Locale.ROOT,
        "the robot's reads %.5f s %s than this computer's, ± %.2f ms",
        Math.abs(link.clockOffset()),
        link.clockOffset() < 0 ? "less" : "more",
        MILLIS * link.clockBound());
    judgements.add(
        link.clockBound() <= MOST_CLOCK_BOUND
            ? Judgement.pass("clock", found)
            : Judgement.fail(
                "clock", found + "; must be known to 20 ms, the way there is too slow"));
  }

  private static void host(
      HostJitter jitter,
      boolean isVirtual,
      List<Judgement> judgements,
      Map<String, Double> numbers) {
    numbers.put("host_jitter_p99_seconds", jitter.p99());
    numbers.put("host_jitter_most_seconds", jitter.greatest());
    String found = String.format(
        Locale.ROOT,
        "this computer wakes late by %.2f ms at p99, %.2f ms at most, of %d wakes",
        MILLIS * jitter.p99(),
        MILLIS * jitter.greatest(),
        jitter.wakes());
    judgements.add(inTime(
        HOST,
        jitter.p99() <= MOST_JITTER,
        isVirtual,
        found,
        "; 20 ms is the most: end what else runs here"));
  }

  private static Judgement versions(BenchRobot robot) {
    Nameplate nameplate = robot.nameplate();
    return Judgement.pass(
        "versions",
        "robot " + nameplate.device() + ", boot " + nameplate.boot() + ", firmware "
            + nameplate.firmware() + ", calibration " + nameplate.calibration() + "; Trammel "
            + RunInfo.trammelVersion() + ", Java " + Runtime.version());
  }

  private static Figure roundTrips(LinkMeasurement link) {
    double[] trips = link.roundTrips();
    double[] share = new double[trips.length];
    double[] millis = new double[trips.length];
    for (int i = 0; i < trips.length; i++) {
      share[i] = 100.0 * (i + 1) / trips.length;
      millis[i] = MILLIS * trips[i];
    }
    return new Plot("Round trips", "share of pings [%]", "not longer than [ms]")
        .add("round trip", share, millis, 0, Mark.STEP);
  }
}
