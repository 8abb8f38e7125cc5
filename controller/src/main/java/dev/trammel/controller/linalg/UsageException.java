package dev.trammel.controller.linalg;

/**
 * What a user gave cannot be used: a setting, a file, an option, a name. The message is one line
 * that says what came and what is allowed. Whatever else is thrown is a fault of the program.
 */
public class UsageException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Refuses an option's number below a bound. */
  public static int requireAtLeast(int value, int least, String option) {
    if (value < least) {
      throw new UsageException(option + " must be at least " + least + ", was " + value);
    }
    return value;
  }
}
