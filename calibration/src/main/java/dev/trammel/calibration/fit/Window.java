package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * A short stretch of a trace, which a fit predicts from its beginning on.
 *
 * @param first reading of it
 * @param length how many readings, at least 4
 */
public record Window(Trace trace, int first, int length) {

  private static final int LEAST = 4;

  /** What is waited for a good beginning, a part of a window's length. */
  private static final int PATIENCE = 4;

  public Window {
    Require.atLeast(length, LEAST, "readings of a window");
    Require.inRange(first, 0, trace.steps() + 1 - length, "first reading of a window");
  }

  /**
   * Cuts a trace into windows that share no reading.
   *
   * @param seconds how long each is at most; what is left over at the end is left out
   * @param leadIn what is left out at the beginning, where commands that came before the trace may
   *     still act [s]
   */
  public static List<Window> cut(Trace trace, double seconds, double leadIn) {
    double period = trace.period();
    int length = Math.max(LEAST, (int) Math.round(seconds / period));
    List<Window> windows = new ArrayList<>();
    int first = (int) Math.ceil(leadIn / period);
    for (; first + length <= trace.steps() + 1; first += length) {
      windows.add(new Window(trace, first, length));
    }
    return windows;
  }

  /** Its first quarter. */
  Window beginning() {
    return new Window(trace, first, Math.max(LEAST, length / 4));
  }

  /**
   * Cuts a trace into windows that share no reading and begin, as far as a little waiting can bring it
   * about, where each joint surely moves or surely rests.
   *
   * @param seconds how long each is at most
   * @param leadIn what is left out at the beginning [s]
   */
  public static List<Window> cutWhereSure(
      Trace trace, NoiseLevels noise, double seconds, double leadIn) {
    double period = trace.period();
    int length = Math.max(LEAST, (int) Math.round(seconds / period));
    List<Window> windows = new ArrayList<>();
    int first = (int) Math.ceil(leadIn / period);
    while (first + length <= trace.steps() + 1) {
      Window surest = new Window(trace, first, length);
      int least = StartGuess.of(surest, noise).doubtful();
      int last = Math.min(first + length / PATIENCE, trace.steps() + 1 - length);
      for (int later = first + 1; least > 0 && later <= last; later++) {
        Window window = new Window(trace, later, length);
        int doubtful = StartGuess.of(window, noise).doubtful();
        if (doubtful < least) {
          least = doubtful;
          surest = window;
        }
      }
      windows.add(surest);
      first = surest.first() + length;
    }
    return windows;
  }
}
