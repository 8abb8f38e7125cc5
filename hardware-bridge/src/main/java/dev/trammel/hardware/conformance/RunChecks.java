package dev.trammel.hardware.conformance;

import dev.trammel.controller.plant.Channel;
import dev.trammel.hardware.conformance.Bench.Running;
import dev.trammel.hardware.wire.Activation;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.RunEnd;
import dev.trammel.hardware.wire.RunLog;
import dev.trammel.hardware.wire.Transition;
import java.util.Arrays;
import java.util.List;

/** Programs that run by themselves, and what their logs say. */
final class RunChecks {

  private static final int STEPS = 8;
  private static final int LONG = 200;

  private RunChecks() {}

  static List<Check> all() {
    return List.of(
        Check.moving("episode-runs-and-its-log-verifies", 9, RunChecks::episode),
        Check.moving("policy-runs-and-its-log-verifies", 9, RunChecks::policy),
        Check.moving("tube-is-watched", 8, RunChecks::tube),
        Check.moving("abort-ends-in-hold", 5, RunChecks::abort),
        Check.moving("stop-ends-a-run", 5, RunChecks::stop),
        Check.moving("lease-loss-ends-a-run", 4, RunChecks::leaseLoss),
        Check.moving("only-one-activity-at-a-time", 5, RunChecks::oneAtATime),
        Check.moving("log-can-be-fetched", 9, RunChecks::fetch));
  }

  /** Of an emulated robot only, and last: it is thrown about, and may come to rest at a bound. */
  static List<Check> violent() {
    return List.of(Check.moving("limits-hold", 5, RunChecks::limits));
  }

  private static Bench bench(Rig rig) {
    Bench bench = new Bench(rig);
    bench.needs(Activity.EPISODE);
    rig.hold();
    return bench;
  }

  private static void episode(Rig rig) {
    Bench bench = bench(rig);
    Program program = bench.episode(STEPS);
    RunLog log = bench.run(program);
    Deviation.unless(
        log.end() == RunEnd.WHOLE
            && log.fault() == Fault.NONE
            && log.activity() == Activity.EPISODE,
        "the log says " + log.activity() + " " + log.end() + " " + log.fault());
    LogRules rules = new LogRules(rig.birth());
    rules.check(log, STEPS);
    Program.Affine affine = (Program.Affine) program.rule();
    rules.checkRequests(
        log,
        (t, x) ->
            plus(feedback(affine.gains()[t], affine.offsets()[t], x), program.noise()[t]));
    rig.awaitHold();
  }

  static double[] feedback(double[] gains, double[] offsets, double[] x) {
    double[] u = offsets.clone();
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < x.length; j++) {
        u[i] += gains[i * x.length + j] * x[j];
      }
    }
    return u;
  }

  private static double[] plus(double[] u, double[] noise) {
    double[] sum = u.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += noise[i];
    }
    return sum;
  }

  private static void policy(Rig rig) {
    Bench bench = new Bench(rig);
    bench.needs(Activity.POLICY);
    rig.hold();
    for (Activation activation : Activation.values()) {
      Program.Network network = PolicySample.network(bench, activation);
      Program program = bench.program(STEPS, Program.Start.ANYWHERE, network, new double[0][]);
      RunLog log = bench.run(program);
      LogRules rules = new LogRules(rig.birth());
      rules.check(log, STEPS);
      rules.checkRequests(log, (t, x) -> PolicySample.evaluate(network, x));
      rig.awaitHold();
      rig.probe().inbox().forget();
    }
  }

  private static void limits(Rig rig) {
    Inapplicable.when(!rig.birth().identity().emulated(), "it would throw a robot about");
    Bench bench = bench(rig);
    Channel first = rig.birth().robot().spec().actuators().get(0);
    Inapplicable.when(bench.gentle(0) == 0, "its first input has no bounds");
    double[] much = bench.zeros();
    double[] back = bench.zeros();
    much[0] = 2 * first.upper() + 1;
    back[0] = 2 * first.lower() - 1;
    Running running = bench.start(bench.inputs(new double[][] {much, back}));
    running.sent().end(Rig.STOPPING);
    RunLog log = bench.log(running.run());
    new LogRules(rig.birth()).checkLimits(log);
    RunLog.Step step = log.steps().get(0);
    Deviation.unless(
        step.limited() || step.rateLimited(), "a step was limited, and no flag says so");
    Deviation.unless(
        step.requested()[0] == much[0], "the log must say what was requested before limits");
  }

  private static void tube(Rig rig) {
    Bench bench = bench(rig);
    int n = bench.sensors();
    double[][] nominal = new double[LONG][n];
    double[][] tube = new double[LONG][n];
    for (int t = 0; t < LONG; t++) {
      Arrays.fill(tube[t], 1e8);
      nominal[t][n - 1] = t < 3 ? 0 : 2e8;
    }
    Program.Affine plain = (Program.Affine) bench.constant(LONG, bench.zeros()).rule();
    Running running = bench.start(bench.program(
        LONG,
        Program.Start.ANYWHERE,
        new Program.Affine(plain.gains(), plain.offsets(), nominal, tube),
        new double[0][]));
    bench.end(running, Code.ENDED, LONG);
    rig.awaitFault(Fault.TUBE);
    RunLog log = bench.log(running.run());
    Deviation.unless(
        log.end() == RunEnd.FAULT && log.fault() == Fault.TUBE && log.steps().size() == 3,
        "the log says " + log.end() + " " + log.fault() + " after "
            + log.steps().size() + " steps, must be FAULT TUBE after 3");
  }

  private static void abort(Rig rig) {
    Bench bench = bench(rig);
    Running running = bench.start(bench.constant(LONG, bench.zeros()));
    rig.probe().rest(4 * rig.period());
    rig.expect(Transition.ABORT, Code.OK);
    bench.end(running, Code.ENDED, 0);
    RunLog log = bench.log(running.run());
    Deviation.unless(
        log.end() == RunEnd.ABORTED && log.steps().size() < LONG,
        "the log says " + log.end() + " after " + log.steps().size() + " steps");
    rig.awaitHold();
  }

  private static void stop(Rig rig) {
    Bench bench = bench(rig);
    Running running = bench.start(bench.constant(LONG, bench.zeros()));
    rig.probe().rest(4 * rig.period());
    LifecycleChecks.stop(rig.probe());
    bench.end(running, Code.ENDED, 0);
    rig.awaitFault(Fault.STOPPED);
    RunLog log = bench.log(running.run());
    Deviation.unless(log.end() == RunEnd.STOPPED, "the log says " + log.end());
  }

  private static void leaseLoss(Rig rig) {
    Bench bench = bench(rig);
    Running running = bench.start(bench.constant(LONG, bench.zeros()));
    rig.probe().letLapse();
    bench.end(running, Code.ENDED, 0);
    rig.awaitFault(Fault.LEASE);
    RunLog log = bench.log(running.run());
    long ran = log.last().time() - log.steps().get(0).time();
    Deviation.unless(
        log.end() == RunEnd.FAULT && log.fault() == Fault.LEASE,
        "the log says " + log.end() + " " + log.fault());
    Deviation.unless(
        ran <= Rig.LEASE + 2 * rig.period(),
        "the run went on for " + ran / 1000 + " ms under a lease of " + Rig.LEASE / 1000);
  }

  private static void oneAtATime(Rig rig) {
    Bench bench = bench(rig);
    Running running = bench.start(bench.constant(LONG, bench.zeros()));
    rig.expect(new Request.Arm(7), Code.STATE);
    rig.expect(new Request.Start(Activity.EPISODE, 7, 1, 0), Code.STATE);
    rig.expect(new Request.Fetch(running.run(), 0, 1), Code.STATE);
    rig.expect(bench.begin(7, bench.episode(STEPS)), Code.STATE);
    rig.expect(new Request.Chunk(7, 0, new byte[1]), Code.STATE);
    rig.expect(new Request.Commit(7), Code.STATE);
    Deviation.unless(
        rig.state().condition().state() == DeviceState.ACTIVE, "a refused request ended the run");
    rig.expect(Transition.ABORT, Code.OK);
    bench.end(running, Code.ENDED, 0);
  }

  private static void fetch(Rig rig) {
    Bench bench = bench(rig);
    Running running = bench.start(bench.constant(STEPS, bench.zeros()));
    bench.end(running, Code.OK, STEPS);
    byte[] first = bench.logBytes(running.run());
    Deviation.unless(Bench.isLog(first), "the log is not what section 9 says");
    rig.probe().inbox().forget();
    rig.expect(new Request.Fetch(running.run(), 0, first.length), Code.OK);
    byte[] again = bench.logBytes(running.run());
    Deviation.unless(Arrays.equals(first, again), "a log that is fetched is another one");
    rig.expect(new Request.Fetch(running.run() + 1, 0, 1), Code.VALUE);
    rig.expect(new Request.Fetch(running.run(), first.length, 1), Code.VALUE);
  }
}
