package dev.trammel.hardware.conformance;

import dev.trammel.controller.plant.Channel;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.RunLog;
import java.util.Arrays;
import java.util.List;

/** Programs that are held to less than what the device's limits allow. */
final class BoundChecks {

  private static final int NUMBER = 11;
  private static final int STEPS = 8;
  private static final int HEAD_BYTES = 24;

  /** Minor version that has them. */
  private static final int SINCE = 1;

  /** How much more is asked for than the bounds let through. */
  private static final double TIMES = 4;

  private static final double ROUNDING = 1e-9;

  private BoundChecks() {}

  static List<Check> all() {
    return List.of(
        Check.still("program-with-wrong-bounds-refused", 8, BoundChecks::wrong),
        Check.moving("program-is-held-to-its-bounds", 8, BoundChecks::held));
  }

  private static Bench bench(Rig rig) {
    Inapplicable.when(
        rig.birth().minor() < SINCE, "it speaks version 1." + rig.birth().minor());
    Bench bench = new Bench(rig);
    bench.needs(Activity.EPISODE);
    return bench;
  }

  private static void wrong(Rig rig) {
    Bench bench = bench(rig);
    rig.inactive();
    Channel first = rig.birth().robot().spec().actuators().get(0);
    double own = Math.max(-first.lower(), first.upper());
    for (double bound : new double[] {0, -1, Double.NaN, 1.001 * own}) {
      double[] bounds = bench.zeros();
      Arrays.fill(bounds, own);
      bounds[0] = bound;
      Program program = bench.constant(STEPS, bench.zeros()).within(bounds);
      Report.Ack ack = bench.upload(NUMBER, program, program.encode());
      Deviation.unless(
          ack.code() == Code.VALUE && ack.place() == HEAD_BYTES,
          "COMMIT of a program with a bound of " + bound + " answered with " + ack.code() + " at "
              + ack.place());
      rig.probe().inbox().forget();
    }
  }

  private static void held(Rig rig) {
    Bench bench = bench(rig);
    rig.hold();
    Inapplicable.when(bench.gentle(0) == 0, "its first input has no bounds");
    double[] bounds = bench.zeros();
    double[] wanted = bench.zeros();
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = Math.max(Double.MIN_NORMAL, bench.gentle(i) / TIMES);
      wanted[i] = TIMES * bounds[i];
    }
    RunLog log = bench.run(bench.constant(STEPS, wanted).within(bounds));
    for (RunLog.Step step : log.steps()) {
      Deviation.unless(
          Arrays.equals(step.requested(), wanted),
          "the log must say what was requested before the bounds");
      Deviation.unless(step.limited(), "a step was held to the program's bounds, no flag says so");
      for (int i = 0; i < bounds.length; i++) {
        Deviation.unless(
            step.rateLimited() || Math.abs(step.applied()[i]) <= bounds[i] * (1 + ROUNDING),
            "input " + i + " was " + step.applied()[i] + ", the program's bound is " + bounds[i]);
      }
    }
    rig.awaitHold();
  }
}
