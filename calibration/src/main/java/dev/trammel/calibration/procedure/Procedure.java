package dev.trammel.calibration.procedure;

/**
 * One question to a robot. It goes through the motions that ask it, through the session alone, and
 * says what follows from what was recorded. The same procedure runs in rehearsals, on emulated and on
 * real robots.
 */
public interface Procedure {

  /** As the command line calls it. */
  String name();

  /** Asks, and answers. */
  Findings run(BenchSession session);
}
