package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.BenchSession;
import java.util.List;
import java.util.SplittableRandom;

/** A session as far as it is settled before anything is asked. */
abstract sealed class SettledSession implements BenchSession
    permits LiveSession, Rehearsal, Replay {

  final BenchRobot robot;
  final SessionSettings settings;

  SettledSession(BenchRobot robot, SessionSettings settings) {
    this.robot = robot;
    this.settings = settings;
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
