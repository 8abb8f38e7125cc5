package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.LinkMeasurement;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.Silence;
import dev.trammel.controller.deploy.HostJitter;
import java.util.function.Supplier;

/**
 * A session with a robot. Each recording is on the disk before anybody sees it; of a motion that
 * was lost there is at least what was heard while it went on. A fault that a motion brought about is
 * left, so that the next one can begin.
 */
public final class LiveSession extends SettledSession {

  private final BenchBody body;
  private final RawData raw;
  private final SessionWatcher watcher;
  private final HeardRows heard = new HeardRows();

  /** @param body open */
  public LiveSession(
      BenchRobot robot,
      SessionSettings settings,
      BenchBody body,
      RawData raw,
      SessionWatcher watcher) {
    super(robot, settings);
    this.body = body;
    this.raw = raw;
    this.watcher = watcher;
    body.watch((seconds, reading, applied) -> {
      heard.add(seconds, reading, applied);
      watcher.read(seconds, reading, applied);
    });
  }

  @Override
  public boolean isRehearsal() {
    return false;
  }

  @Override
  public Recording perform(Motion motion) {
    MotionLimits.require(robot, settings.share(), motion);
    Recording recording =
        ask(motion.name(), motion.steps() * robot.period(), () -> body.perform(motion));
    raw.keep(motion.name(), recording);
    requireWanted();
    if (!recording.isWhole()) {
      watcher.say(motion.name() + " ended early: " + recording.end());
      body.leaveFault();
    }
    return seen(recording);
  }

  @Override
  public Recording listen(String name, int readings) {
    Recording recording = ask(name, readings * robot.period(), () -> body.listen(readings));
    raw.keep(name, recording);
    requireWanted();
    return seen(recording);
  }

  @Override
  public LinkMeasurement measureLink(int pings) {
    LinkMeasurement link = ask("link", 0, () -> body.measureLink(pings));
    raw.keep(link);
    requireWanted();
    return link;
  }

  @Override
  public Silence fallSilent(Motion motion) {
    MotionLimits.require(robot, settings.share(), motion);
    Silence silence =
        ask(motion.name(), motion.steps() * robot.period(), () -> body.fallSilent(motion));
    raw.keep(motion.name(), silence);
    requireWanted();
    body.leaveFault();
    return silence;
  }

  @Override
  public HostJitter hostJitter() {
    HostJitter host = super.hostJitter();
    raw.keep(host);
    return host;
  }

  @Override
  public void say(String line) {
    watcher.say(line);
  }

  private <T> T ask(String name, double seconds, Supplier<T> question) {
    requireWanted();
    heard.begin();
    watcher.begin(name, seconds);
    try {
      return question.get();
    } catch (RuntimeException e) {
      String end = watcher.isInterrupted() ? "INTERRUPTED" : "LOST " + e.getMessage();
      heard.recording(end, robot.period()).ifPresent(recording -> raw.keepHeard(name, recording));
      requireWanted();
      throw e;
    }
  }

  private void requireWanted() {
    if (watcher.isInterrupted()) {
      throw new SessionInterruptedException(
          robot.nameplate().device() + ": stopped as it was told to; it is at rest");
    }
  }
}
