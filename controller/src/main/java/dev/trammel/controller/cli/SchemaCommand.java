package dev.trammel.controller.cli;

import dev.trammel.controller.task.TaskSchema;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the JSON Schema of a task's file. */
@Command(
    name = "schema",
    description =
        "Print the JSON Schema of a task's file, for editors that complete and check YAML."
            + " Save it beside your tasks, and begin each with:"
            + " # yaml-language-server: $$schema=task.schema.json",
    footerHeading = "%nExample:%n",
    footer = "  trammel schema > task.schema.json")
final class SchemaCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  @SuppressWarnings("UnusedVariable")
  private boolean help;

  @Override
  public Integer call() throws IOException {
    spec.commandLine().getOut().print(TaskSchema.text());
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
