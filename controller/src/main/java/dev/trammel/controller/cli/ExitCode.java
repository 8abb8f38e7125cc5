package dev.trammel.controller.cli;

/** What a script learns from how a command ended. */
final class ExitCode {

  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NOT_SOLVED = 3;

  /** As a shell reports a process that Ctrl-C ended: 128 and the signal's number. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
