package dev.trammel.calibration.command;

import dev.trammel.calibration.bench.SessionWatcher;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.task.PlantSettings;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Shows what goes on at the bench: numbers that follow the robot, or one line for each motion. */
final class LiveNumbers implements SessionWatcher {

  private static final long NANOS_BETWEEN = 100_000_000;

  /** Where lines stay, a long motion leaves one now and then. */
  private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;

  private final Terminal terminal;
  private final LiveJoints joints;
  private final BooleanSupplier interrupted;
  private final LongSupplier nanos;
  private volatile String name = "";
  private volatile double seconds;
  private volatile double begin = Double.NaN;
  private volatile long shown;

  /**
   * @param interrupted whether the session is to end
   * @param nanos a clock [ns]
   */
  LiveNumbers(
      Terminal terminal, PlantSettings described, BooleanSupplier interrupted, LongSupplier nanos) {
    this.terminal = terminal;
    joints = new LiveJoints(described);
    this.interrupted = interrupted;
    this.nanos = nanos;
    shown = nanos.getAsLong() - NANOS_BETWEEN;
  }

  @Override
  public void say(String line) {
    terminal.say(line);
  }

  @Override
  public void begin(String what, double takes) {
    name = what;
    seconds = takes;
    begin = Double.NaN;
    joints.begin();
    if (!terminal.isOverwriting()) {
      shown = nanos.getAsLong();
    }
    terminal.progress(takes > 0 ? String.format(Locale.ROOT, "%s, %.1f s", what, takes) : what);
  }

  @Override
  public void read(double time, double[] reading, double[] applied) {
    if (Double.isNaN(begin)) {
      begin = time;
      // the way to its start is none of it
      joints.begin();
    }
    // it stands there after its motion, and while it is thought about
    if (seconds > 0 && time - begin > seconds) {
      return;
    }
    joints.see(reading, applied);
    show(
        String.format(Locale.ROOT, "%s %.1f/%.1f s", name, time - begin, seconds),
        reading,
        applied);
  }

  @Override
  public void approach(double time, double[] reading, double[] applied) {
    // it holds after its motion, too
    if (Double.isNaN(begin)) {
      joints.see(reading, applied);
      show("going to the start of " + name, reading, applied);
    }
  }

  private void show(String what, double[] reading, double[] applied) {
    long now = nanos.getAsLong();
    if (now - shown < (terminal.isOverwriting() ? NANOS_BETWEEN : NANOS_BETWEEN_LINES)) {
      return;
    }
    shown = now;
    terminal.progress(joints.line(what, reading, applied));
  }

  @Override
  public boolean isInterrupted() {
    return interrupted.getAsBoolean();
  }
}
