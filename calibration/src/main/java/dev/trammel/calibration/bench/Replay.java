package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.LinkMeasurement;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.Silence;
import dev.trammel.controller.deploy.HostJitter;
import java.io.IOException;
import java.nio.file.Path;

/** A session with what was kept of one: the same questions get the same answers, and nothing moves. */
public final class Replay extends SettledSession {

  private final KeptData data;

  /** @param run its folder */
  public Replay(BenchRobot robot, SessionSettings settings, Path run) throws IOException {
    super(robot, settings);
    data = new KeptData(run, robot.nameplate().spec());
  }

  @Override
  public boolean isRehearsal() {
    return false;
  }

  @Override
  public Recording perform(Motion motion) {
    return seen(data.recording(motion.name()));
  }

  @Override
  public Recording listen(String name, int readings) {
    return seen(data.recording(name));
  }

  @Override
  public LinkMeasurement measureLink(int pings) {
    return data.link();
  }

  @Override
  public Silence fallSilent(Motion motion) {
    return data.silence(motion.name());
  }

  @Override
  public HostJitter hostJitter() {
    return data.host();
  }

  @Override
  public void say(String line) {
    // it was said
  }
}
