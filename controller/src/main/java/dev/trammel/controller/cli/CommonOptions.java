package dev.trammel.controller.cli;

import picocli.CommandLine.Option;

/** Options that every command has, also those that other jars bring; a picocli mixin. */
public final class CommonOptions {

  @Option(
      names = "--json",
      description =
          "The last line of standard output is one JSON object; people read standard" + " error.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress.")
  boolean quiet;

  @Option(names = "--debug", description = "Where something fails, show the stack.")
  boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  boolean help;

  /** Where the command speaks, as the options ask. */
  public Terminal terminal() {
    return Terminal.ofProcess(json, quiet);
  }
}
