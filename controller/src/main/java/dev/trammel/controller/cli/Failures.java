package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.run.RunException;
import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.Suggestion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells people in one line what went wrong; the stack only where they asked for it. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  /** What systems say where no other command would help. */
  private static final Set<String> DISK = Set.of(
      "No space left on device", "Disk quota exceeded", "File too large", "Input/output error");

  private static final String JSON = "--json";

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    String message = oneLine(String.valueOf(failure.getMessage())) + suggestion(failure);
    err.println("trammel: " + message);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    if (Arrays.asList(arguments).contains(JSON)) {
      tellProgram(command, message);
    }
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    boolean usage = isUsage(failure);
    boolean told = usage || failure instanceof PlantException || isDisk(failure);
    ParseResult given = command.getParseResult();
    boolean debug = given.hasMatchedOption("--debug");
    err.println("trammel: " + describe(failure) + (told || debug ? "" : " (--debug shows where)"));
    if (debug) {
      failure.printStackTrace(err);
    }
    if (given.hasMatchedOption(JSON)) {
      tellProgram(command, describe(failure));
    }
    return usage ? ExitCode.USAGE : ExitCode.FAILED;
  }

  /** The last line of standard output is one object, also where there is no result. */
  private static void tellProgram(CommandLine command, String message) {
    command.getOut().println(Json.write(Map.of("error", message)));
    command.getOut().flush();
  }

  private static String suggestion(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return "";
    }
    String word = unmatched.getUnmatched().get(0);
    CommandLine command = failure.getCommandLine();
    return word.startsWith("-")
        ? Suggestion.of(word, command.getCommandSpec().optionsMap().keySet())
        : Suggestion.of(word, command.getSubcommands().keySet());
  }

  /** Whether what the user gave is at fault. */
  private static boolean isUsage(Throwable failure) {
    if (failure instanceof UncheckedIOException && failure.getCause() != null) {
      return isUsage(failure.getCause());
    }
    return failure instanceof UsageException
        || failure instanceof RunException
        || failure instanceof CorruptFileException
        || failure instanceof FileSystemException file && !DISK.contains(reason(file));
  }

  /** Whether there is no more to say than that the disk takes no more. */
  private static boolean isDisk(Throwable failure) {
    if (failure instanceof UncheckedIOException && failure.getCause() != null) {
      return isDisk(failure.getCause());
    }
    String said = String.valueOf(failure.getMessage());
    return failure instanceof IOException && DISK.stream().anyMatch(said::endsWith);
  }

  private static String reason(FileSystemException failure) {
    return String.valueOf(failure.getReason());
  }

  static String describe(Throwable failure) {
    if (failure instanceof UncheckedIOException && failure.getCause() != null) {
      return describe(failure.getCause());
    }
    if (failure instanceof AccessDeniedException denied) {
      return "no permission for " + denied.getFile();
    }
    if (failure instanceof NoSuchFileException missing) {
      return "no such file: " + missing.getFile();
    }
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return file.getFile() + ": " + file.getReason();
    }
    String message = failure.getMessage();
    if (message == null || failure instanceof IOException && message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    return oneLine(message);
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ");
  }
}
