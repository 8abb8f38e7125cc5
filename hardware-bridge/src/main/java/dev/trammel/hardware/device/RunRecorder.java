package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.RunEnd;
import dev.trammel.hardware.wire.RunLog;
import java.util.ArrayList;
import java.util.List;

/** Writes down what happens in a run: reading, requested and applied input of every step. */
final class RunRecorder {

  private final int run;
  private final Activity activity;
  private final Wiring wiring;
  private final List<RunLog.Step> steps = new ArrayList<>();
  private RunLog.Reading last;

  RunRecorder(int run, Activity activity, Wiring wiring) {
    this.run = run;
    this.activity = activity;
    this.wiring = wiring;
    last = new RunLog.Reading(0, new double[wiring.p]);
  }

  /** A step was done. */
  void add(long time, double[] reading, Drive drive) {
    double[] sensors = reading.clone();
    steps.add(new RunLog.Step(
        time,
        (drive.flags() & Limits.LIMITED) != 0,
        (drive.flags() & Limits.RATE_LIMITED) != 0,
        sensors,
        drive.requested().clone(),
        drive.applied().clone()));
    last = new RunLog.Reading(time, sensors);
  }

  /** The reading after the last step. */
  void close(long time, double[] reading) {
    last = new RunLog.Reading(time, reading.clone());
  }

  /** The bytes of section 9. */
  byte[] log(RunEnd end, Fault fault) {
    return new RunLog(run, activity, end, fault, wiring.p, wiring.m, steps, last).encode();
  }
}
