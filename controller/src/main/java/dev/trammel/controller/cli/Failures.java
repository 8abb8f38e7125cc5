package dev.trammel.controller.cli;

import dev.trammel.controller.run.RunException;
import dev.trammel.controller.storage.CorruptFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("trammel: " + failure.getMessage());
    UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    boolean usage = isUsage(failure);
    boolean debug = command.getParseResult().hasMatchedOption("--debug");
    err.println("trammel: " + describe(failure) + (usage || debug ? "" : " (--debug shows where)"));
    if (debug) {
      failure.printStackTrace(err);
    }
    return usage ? ExitCode.USAGE : ExitCode.FAILED;
  }

  /** Whether what the user gave is at fault, as far as one can tell. */
  private static boolean isUsage(Throwable failure) {
    if (failure instanceof UncheckedIOException && failure.getCause() != null) {
      return isUsage(failure.getCause());
    }
    return failure instanceof IllegalArgumentException
        || failure instanceof RunException
        || failure instanceof CorruptFileException
        || failure instanceof FileSystemException file && !DISK.contains(reason(file));
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
    return message.replaceAll("\\s*\\R\\s*", " ");
  }
}
