package dev.trammel.hardware.wire;

/** What came of a record, section 7. */
public enum Code implements Numbered {
  /** Neither answered nor ever on the wire. */
  MALFORMED(-1, 0),
  OK(0, -1),
  ACCEPTED(1, -1),
  VERSION(2, 1),
  TYPE(3, 2),
  LAYOUT(4, 3),
  SESSION(5, 4),
  SEQUENCE(6, 5),
  EXPIRED(7, 6),
  AHEAD(8, 6),
  STATE(9, 7),
  HELD(10, 7),
  STOP(11, 7),
  VALUE(12, 8),
  SIZE(13, 8),
  HASH(14, 8),
  PROGRAM(15, 8),
  START(16, 8),
  UNSETTLED(17, -1),
  ENDED(18, -1),
  UNSUPPORTED(19, 9);

  /** How many counters STATE carries. */
  public static final int COUNTERS = 10;

  private final int number;
  private final int counter;

  Code(int number, int counter) {
    this.number = number;
    this.counter = counter;
  }

  @Override
  public int number() {
    return number;
  }

  /** Which of STATE's counters a refusal with this code raises; −1 if it is no refusal. */
  public int counter() {
    return counter;
  }

  /** Whether a record answered with this code changed nothing. */
  public boolean isRefusal() {
    return counter >= 0;
  }
}
