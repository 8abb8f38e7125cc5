package dev.trammel.calibration.bench;

/** Why a motion ended before its time, in words: what a robot says of it is short. */
public final class MotionEnd {

  private MotionEnd() {}

  /** After "it ended where". */
  public static String words(String end) {
    return switch (end) {
      // as it is to be of a joint that is pushed until it moves, or that meets its end stop
      case "FAULT TUBE" -> "a joint goes further from its way than the motion lets it";
      case "FAULT LIMIT" -> "a sensor reads beyond its bound (FAULT LIMIT)";
      case "FAULT STOPPED" -> "somebody stops it (FAULT STOPPED)";
      default -> "the robot says " + end;
    };
  }
}
