package dev.trammel.controller.mpc;

/** How often a guard saw what, since its construction. A mutable workspace of the guard's. */
public final class GuardCounts {

  long steps;
  long missing;
  long singular;
  long exceeded;
  long wrong;
  long beyond;
  long alarms;

  GuardCounts() {}

  /** Innovations that were offered. */
  public long steps() {
    return steps;
  }

  /** Of those, not a number. */
  public long missing() {
    return missing;
  }

  /** Of those, with a covariance that was not positive definite. */
  public long singular() {
    return singular;
  }

  /** Steps at which the sum was above the first threshold, whatever the verdict. */
  public long exceeded() {
    return exceeded;
  }

  /** Steps that ended as {@link GuardVerdict#WRONG}. */
  public long wrong() {
    return wrong;
  }

  /** Steps that ended as {@link GuardVerdict#BEYOND}. */
  public long beyond() {
    return beyond;
  }

  /** How often the verdict became worse. */
  public long alarms() {
    return alarms;
  }
}
