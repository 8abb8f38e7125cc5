package dev.trammel.controller.cli;

/** What a script learns from how a command ended, also one that another jar brings. */
public final class ExitCode {

  public static final int OK = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;
  public static final int NOT_SOLVED = 3;

  /** As a shell reports a process that Ctrl-C ended: 128 and the signal's number. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
