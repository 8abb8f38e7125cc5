package dev.trammel.hardware.soak;

/** What must never happen, whatever else does. */
public enum Rule {
  ADMISSION(
      "no command is handled that is expired, repeated, out of order or of another session, and"
          + " each is answered as the page says"),
  LEASE("never are there two leases at once, and no session comes twice"),
  SILENCE("efforts are the safe action, or fade to it, from the first tick after a lease ran out"),
  REST("outside of activities there is no effort but the safe action and braking"),
  RESUMED("after a fault nothing moves before somebody has reset, activated and started it"),
  COMMAND("what acts in a stream or horizon is what a command that still holds says"),
  BOUNDS("every effort is within its bounds and changes no faster than it may"),
  COUNTERS("the counters of STATE are what came, each record counted once, for its cause"),
  LOG("a run's log tells exactly what was done; a run ends with its log or with a reason"),
  CRASH("nothing fails that no fault explains");

  private final String text;

  Rule(String text) {
    this.text = text;
  }

  /** The rule as a sentence. */
  public String text() {
    return text;
  }
}
