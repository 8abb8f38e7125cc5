package dev.trammel.hardware.conformance;

import dev.trammel.hardware.conformance.Bench.Running;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.RunLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Activities that live on commands: stream and horizon. */
final class CommandedChecks {

  private static final int STEPS = 8;

  private CommandedChecks() {}

  static List<Check> all() {
    return List.of(
        Check.moving("stream-follows-setpoints", 5, CommandedChecks::stream),
        Check.moving("stream-without-commands-is-late", 5, CommandedChecks::silent),
        Check.moving("setpoint-acts-until-its-expiry", 4, CommandedChecks::expires),
        Check.moving("setpoint-beyond-the-deadline-refused", 5, CommandedChecks::beyond),
        Check.moving("setpoint-of-wrong-values-refused", 2, CommandedChecks::wrongValues),
        Check.moving("stale-setpoints-do-nothing", 4, CommandedChecks::stale),
        Check.moving("stream-needs-a-deadline", 5, CommandedChecks::needsDeadline),
        Check.moving("horizon-is-followed", 5, CommandedChecks::horizon),
        Check.moving("horizon-that-ends-is-late", 5, CommandedChecks::horizonEnds),
        Check.moving("horizon-of-wrong-sizes-refused", 3, CommandedChecks::horizonSizes));
  }

  private static Bench bench(Rig rig, Activity mode) {
    Bench bench = new Bench(rig);
    bench.needs(mode);
    rig.hold();
    return bench;
  }

  private static int deadline(Rig rig) {
    return (int) Math.min(5_000_000, Math.max(400_000, 6 * rig.period()));
  }

  private static Running start(Rig rig, Activity mode, int steps) {
    return new Bench(rig).start(new Request.Start(mode, 0, steps, deadline(rig)));
  }

  private static Draft setpoint(Rig rig, double[] action) {
    return rig.probe()
        .draft(new Request.Setpoint(0, action))
        .expiry(rig.probe().deviceNow() + deadline(rig) / 2);
  }

  private static void stream(Rig rig) {
    Bench bench = bench(rig, Activity.STREAM);
    Running running = start(rig, Activity.STREAM, STEPS);
    List<double[]> sent = new ArrayList<>();
    long patience = (STEPS + 4) * rig.period();
    long end = rig.probe().localNow() + patience;
    while (rig.probe().localNow() < end && bench.pieces(running.run()).isEmpty()) {
      double[] action = new double[bench.actuators()];
      for (int i = 0; i < action.length; i++) {
        action[i] = bench.gentle(i) * (1 + sent.size() % 7) / 7;
      }
      sent.add(action);
      setpoint(rig, action).send();
      rig.probe().rest(rig.period() / 2);
    }
    bench.end(running, Code.OK, STEPS);
    RunLog log = bench.log(running.run());
    LogRules rules = new LogRules(rig.birth());
    rules.check(log, STEPS);
    rules.checkRequests(log, (t, x) -> among(sent, log.steps().get(t).requested()));
  }

  private static double[] among(List<double[]> sent, double[] requested) {
    return sent.stream()
        .filter(u -> Arrays.equals(u, requested))
        .findFirst()
        .orElseThrow(() -> new Deviation("requested what nobody sent"));
  }

  private static void silent(Rig rig) {
    Bench bench = bench(rig, Activity.STREAM);
    Running running = start(rig, Activity.STREAM, STEPS);
    bench.end(running, Code.ENDED, STEPS);
    rig.awaitFault(Fault.LATE);
    RunLog log = bench.log(running.run());
    Deviation.unless(log.steps().isEmpty(), "there was no command, and the log has steps");
  }

  private static void expires(Rig rig) {
    Bench bench = bench(rig, Activity.STREAM);
    Running running = start(rig, Activity.STREAM, 1000);
    Draft only = setpoint(rig, bench.zeros());
    only.send();
    bench.end(running, Code.ENDED, 0);
    rig.awaitFault(Fault.LATE);
    RunLog log = bench.log(running.run());
    Deviation.unless(!log.steps().isEmpty(), "a setpoint in time did not act");
    long last = log.steps().get(log.steps().size() - 1).time();
    Deviation.unless(
        last < only.header().expiry(),
        "a setpoint acted " + (last - only.header().expiry()) + " µs after its expiry");
    Deviation.unless(
        log.last().time() <= only.header().expiry() + 2 * rig.period(),
        "LATE came " + (log.last().time() - only.header().expiry()) + " µs after the expiry");
  }

  private static void beyond(Rig rig) {
    Bench bench = bench(rig, Activity.STREAM);
    Running running = start(rig, Activity.STREAM, STEPS);
    setpoint(rig, bench.zeros())
        .expiry(rig.probe().deviceNow() + 2L * deadline(rig))
        .send()
        .expect(Code.AHEAD);
    bench.end(running, Code.ENDED, STEPS);
    rig.awaitFault(Fault.LATE);
  }

  private static void wrongValues(Rig rig) {
    Bench bench = bench(rig, Activity.STREAM);
    start(rig, Activity.STREAM, 1000);
    int last = bench.actuators() - 1;
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      double[] action = bench.zeros();
      action[last] = bad;
      Report.Ack ack = setpoint(rig, action).send().expect(Code.VALUE);
      Deviation.unless(
          ack.place() == last, "the bad number is " + last + ", the answer's place " + ack.place());
    }
    setpoint(rig, new double[last + 2]).send().expect(Code.VALUE);
    setpoint(rig, new double[last]).send().expect(Code.VALUE);
  }

  private static void stale(Rig rig) {
    Bench bench = bench(rig, Activity.STREAM);
    rig.expect(new Request.Setpoint(0, bench.zeros()), Code.STATE);
    Running running = start(rig, Activity.STREAM, STEPS);
    Draft setpoint = setpoint(rig, bench.zeros());
    setpoint.expiry(rig.probe().deviceNow() - 5000).send().expect(Code.EXPIRED);
    setpoint.session(rig.probe().session() - 1).send().expect(Code.SESSION);
    setpoint.sequence(0).send().expect(Code.SEQUENCE);
    bench.end(running, Code.ENDED, STEPS);
    rig.awaitFault(Fault.LATE);
    Deviation.unless(bench.log(running.run()).steps().isEmpty(), "a refused setpoint acted");
  }

  private static void needsDeadline(Rig rig) {
    bench(rig, Activity.STREAM);
    for (int deadline : new int[] {0, 5_000_001}) {
      rig.expect(new Request.Start(Activity.STREAM, 0, STEPS, deadline), Code.VALUE);
    }
  }

  private static void horizon(Rig rig) {
    Bench bench = bench(rig, Activity.HORIZON);
    Running running = start(rig, Activity.HORIZON, STEPS);
    double[][] gains = new double[STEPS][bench.sensors() * bench.actuators()];
    double[][] offsets = new double[STEPS][bench.actuators()];
    for (int t = 0; t < STEPS; t++) {
      for (int i = 0; i < bench.actuators(); i++) {
        offsets[t][i] = bench.gentle(i) * t / STEPS;
        gains[t][i * bench.sensors()] = 0.1 * bench.gentle(i);
      }
    }
    rig.probe().draft(new Request.Horizon(0, bench.sensors(), gains, offsets)).send();
    bench.end(running, Code.OK, STEPS);
    RunLog log = bench.log(running.run());
    LogRules rules = new LogRules(rig.birth());
    rules.check(log, STEPS);
    rules.checkRequests(log, (t, x) -> RunChecks.feedback(gains[t], offsets[t], x));
  }

  private static void horizonEnds(Rig rig) {
    Bench bench = bench(rig, Activity.HORIZON);
    Running running = start(rig, Activity.HORIZON, STEPS);
    rig.probe().draft(plan(3, bench.sensors(), bench.actuators())).send();
    bench.end(running, Code.ENDED, STEPS);
    rig.awaitFault(Fault.LATE);
    RunLog log = bench.log(running.run());
    Deviation.unless(
        log.steps().size() == 3,
        "the horizon had 3 steps, the log " + log.steps().size());
  }

  private static Request.Horizon plan(int steps, int n, int m) {
    return new Request.Horizon(0, n, new double[steps][n * m], new double[steps][m]);
  }

  private static void horizonSizes(Rig rig) {
    Bench bench = bench(rig, Activity.HORIZON);
    start(rig, Activity.HORIZON, STEPS);
    int n = bench.sensors();
    int m = bench.actuators();
    rig.expect(plan(2, n + 1, m), Code.VALUE);
    rig.expect(plan(2, n, m + 1), Code.VALUE);
    int most = rig.birth().offer().most().horizonSteps();
    int bytes = Frame.HEADER_BYTES + 16 + (most + 1) * (n * m + m) * Double.BYTES;
    if (bytes < Frame.MOST_BYTES && most < 65_535) {
      rig.expect(plan(most + 1, n, m), Code.SIZE);
    }
  }
}
