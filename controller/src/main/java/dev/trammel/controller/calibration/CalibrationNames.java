package dev.trammel.controller.calibration;

import java.util.List;

/** Names of calibrations in messages. */
public final class CalibrationNames {

  /** A message takes so many. */
  private static final int SHOWN = 3;

  private CalibrationNames() {}

  /**
   * The newest, and how many more there are.
   *
   * @param names oldest first
   */
  public static String shown(List<String> names) {
    int older = Math.max(0, names.size() - SHOWN);
    String known = String.join(", ", names.subList(older, names.size()));
    return names.isEmpty()
        ? "there are none"
        : "known: " + (older > 0 ? older + " older ones, " : "") + known;
  }
}
