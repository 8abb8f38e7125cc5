package dev.trammel.calibration.command;

import dev.trammel.calibration.bench.SessionWatcher;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Shows what goes on at the bench: numbers that follow the robot, or one line for each motion. */
final class LiveNumbers implements SessionWatcher {

  private static final long NANOS_BETWEEN = 100_000_000;

  /** Where lines stay, a long motion leaves one now and then. */
  private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;

  private static final int MOST_JOINTS = 4;
  private static final int DIGITS = 3;

  private final Terminal terminal;
  private final StateLayout layout;
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
    layout = described.layout();
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
    if (!terminal.isOverwriting()) {
      shown = nanos.getAsLong();
    }
    terminal.progress(takes > 0 ? String.format(Locale.ROOT, "%s, %.1f s", what, takes) : what);
  }

  @Override
  public void read(double time, double[] reading, double[] applied) {
    if (Double.isNaN(begin)) {
      begin = time;
    }
    // it stands there after its motion, and while it is thought about
    if (seconds > 0 && time - begin > seconds) {
      return;
    }
    long now = nanos.getAsLong();
    if (now - shown < (terminal.isOverwriting() ? NANOS_BETWEEN : NANOS_BETWEEN_LINES)) {
      return;
    }
    shown = now;
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%s %.1f/%.1f s  q", name, time - begin, seconds));
    for (int joint = 0; joint < Math.min(MOST_JOINTS, layout.joints()); joint++) {
      int index = layout.position(joint);
      line.append(' ').append(index == StateLayout.ABSENT ? "–" : number(reading[index]));
    }
    line.append("  u");
    for (int i = 0; i < Math.min(MOST_JOINTS, applied.length); i++) {
      line.append(' ').append(number(applied[i]));
    }
    terminal.progress(line.toString());
  }

  private static String number(double value) {
    return Numbers.significant(value, DIGITS);
  }

  @Override
  public boolean isInterrupted() {
    return interrupted.getAsBoolean();
  }
}
