package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.BenchSession;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.calibration.procedure.Procedure;
import dev.trammel.calibration.procedure.Saturation;
import dev.trammel.controller.bench.Recording;
import java.util.List;
import java.util.SplittableRandom;

/** A session as far as it is settled before anything is asked. */
public abstract sealed class SettledSession implements BenchSession
    permits LiveSession, Rehearsal, Replay {

  final BenchRobot robot;
  final SessionSettings settings;
  private final Saturation saturation;

  SettledSession(BenchRobot robot, SessionSettings settings) {
    this.robot = robot;
    this.settings = settings;
    saturation = new Saturation(robot);
  }

  /** What a procedure found, and what its recordings tell of the sensors beside that. */
  public final Findings ask(Procedure procedure) {
    return saturation.with(procedure.run(this));
  }

  /** To be told of each recording before the procedure is. */
  final Recording seen(Recording recording) {
    saturation.see(recording);
    return recording;
  }

  @Override
  public final BenchRobot robot() {
    return robot;
  }

  @Override
  public final List<Integer> joints() {
    return settings.joints();
  }

  @Override
  public final double share() {
    return settings.share();
  }

  @Override
  public final int repeats() {
    return settings.repeats();
  }

  @Override
  public final SplittableRandom random(String purpose) {
    return settings.random(purpose);
  }
}
