package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.LinkMeasurement;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.Silence;
import dev.trammel.controller.deploy.HostJitter;
import dev.trammel.controller.plant.PlantException;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A session with a robot. Each recording is on the disk before anybody sees it; of a motion that
 * was lost there is at least what was heard while it went on. A fault that a motion brought about is
 * left, so that the next one can begin.
 */
public final class LiveSession extends SettledSession {

  private static final String STOPPED = ": stopped as it was told to; ";

  private final BenchBody body;
  private final RawData raw;
  private final SessionWatcher watcher;
  private final HeardRows heard = new HeardRows();
  private volatile boolean hasStart;

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
    body.watch(new Ear());
  }

  /** Keeps what comes, and lets it be watched. */
  private final class Ear implements BenchBody.ReadingListener {

    @Override
    public void read(double seconds, double[] reading, double[] applied) {
      heard.add(seconds, reading, applied);
      watcher.read(seconds, reading, applied);
    }

    @Override
    public void approach(double seconds, double[] reading, double[] applied) {
      heard.add(seconds, reading, applied);
      // one that begins where it stands goes nowhere before
      if (hasStart) {
        watcher.approach(seconds, reading, applied);
      }
    }
  }

  @Override
  public boolean isRehearsal() {
    return false;
  }

  @Override
  public Recording perform(Motion motion) {
    MotionLimits.require(robot, settings.share(), motion);
    Motion begun = begun(motion);
    Recording recording = move(motion, () -> body.perform(begun));
    raw.keep(motion.name(), recording);
    requireWanted();
    if (!recording.isWhole()) {
      watcher.say(String.format(
          Locale.ROOT,
          "%s ended after %.1f of %.1f s, where %s",
          motion.name(),
          recording.steps() * robot.period(),
          motion.steps() * robot.period(),
          MotionEnd.words(recording.end())));
      body.leaveFault();
    }
    return seen(recording);
  }

  @Override
  public Recording listen(String name, int readings) {
    Recording recording = attend(name, readings * robot.period(), () -> body.listen(readings));
    raw.keep(name, recording);
    requireWanted();
    return seen(recording);
  }

  @Override
  public LinkMeasurement measureLink(int pings) {
    LinkMeasurement link = attend("link", 0, () -> body.measureLink(pings));
    raw.keep(link);
    requireWanted();
    return link;
  }

  @Override
  public Silence fallSilent(Motion motion) {
    MotionLimits.require(robot, settings.share(), motion);
    Motion begun = begun(motion);
    Silence silence = move(motion, () -> body.fallSilent(begun));
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

  /** As it is said to the robot. */
  private Motion begun(Motion motion) {
    hasStart = motion.start().isPresent();
    return hasStart ? MotionStart.said(robot, motion, body.startsBy()) : motion;
  }

  /** That it is at rest is known only where it handed over what it recorded. */
  private <T> T move(Motion motion, Supplier<T> question) {
    try {
      return ask(motion.name(), motion.steps() * robot.period(), question);
    } catch (RuntimeException e) {
      if (watcher.isInterrupted()) {
        throw new SessionInterruptedException(
            robot.nameplate().device() + STOPPED
                + "it is brought to rest, at the latest by its own watchdog: look at it",
            e);
      }
      throw e instanceof PlantException
          ? new PlantException("in motion " + motion.name() + ": " + e.getMessage(), e)
          : e;
    }
  }

  /** The robot's actuators are off all the while, if it is there. */
  private <T> T attend(String name, double seconds, Supplier<T> question) {
    try {
      return ask(name, seconds, question);
    } catch (RuntimeException e) {
      if (watcher.isInterrupted()) {
        throw new SessionInterruptedException(
            robot.nameplate().device() + STOPPED + "nothing was moved then", e);
      }
      throw e;
    }
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
      throw e;
    }
  }

  private void requireWanted() {
    if (watcher.isInterrupted()) {
      throw new SessionInterruptedException(robot.nameplate().device() + STOPPED + "it is at rest");
    }
  }
}
