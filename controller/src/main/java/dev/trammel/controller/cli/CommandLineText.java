package dev.trammel.controller.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** A command as a shell would take it again. */
final class CommandLineText {

  private CommandLineText() {}

  static String of(CommandSpec command) {
    List<String> arguments = command.root().commandLine().getParseResult().originalArgs();
    return Stream.concat(Stream.of("trammel"), arguments.stream().map(CommandLineText::quoted))
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w./:=,+@%-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
