package dev.trammel.calibration.fit;

/**
 * One drive at work on the commands of a trace: held inputs, late, through a first-order lag, exactly
 * integrated. Goes through time once, forwards. Not thread-safe.
 *
 * <pre>
 *   y(t)  what has come through the lag       ẏ = (c(t − delay) − y)/lag
 * </pre>
 */
final class CommandPath {

  /** Lags after which an earlier input is forgotten. */
  private static final double MEMORY = 12;

  private static final double NO_LAG = 1e-9;

  private final Trace trace;
  private final int joint;
  private final Drive drive;
  private double now;
  private double y;
  private int piece;

  /**
   * @param start from when on it will be asked, by the trace's clock [s]
   */
  CommandPath(Trace trace, int joint, Drive drive, double start) {
    this.trace = trace;
    this.joint = joint;
    this.drive = drive;
    now = start - MEMORY * drive.lag();
    y = trace.command(pieceAt(now - drive.delay()), joint);
    advance(start);
  }

  /** Mean effort at the joint from where it stands until then; goes there [N·m or N]. */
  double mean(double until) {
    double duration = until - now;
    return drive.offset() + drive.strength() * advance(until) / duration;
  }

  /** Goes on to a time; ∫ y dt on the way. */
  private double advance(double until) {
    piece = pieceAt(now - drive.delay());
    double sum = 0;
    while (now < until) {
      double end = piece + 1 < trace.steps()
          ? Math.min(until, trace.commandTime(piece + 1) + drive.delay())
          : until;
      sum += hold(trace.command(piece, joint), Math.max(0, end - now));
      now = end;
      if (now < until) {
        piece++;
      }
    }
    return sum;
  }

  private double hold(double c, double duration) {
    if (drive.lag() < NO_LAG) {
      y = c;
      return c * duration;
    }
    // y(t) = c + (y₀ − c) exp(−t/lag)
    double gone = -StrictMath.expm1(-duration / drive.lag());
    double sum = c * duration + (y - c) * drive.lag() * gone;
    y += (c - y) * gone;
    return sum;
  }

  /** Which input was held then; before the first one, the first. */
  private int pieceAt(double time) {
    int at = Math.min(piece, trace.steps() - 1);
    while (at > 0 && trace.commandTime(at) > time) {
      at--;
    }
    while (at + 1 < trace.steps() && trace.commandTime(at + 1) <= time) {
      at++;
    }
    return at;
  }
}
