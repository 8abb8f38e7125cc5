package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.spi.CommandProvider;
import dev.trammel.controller.spi.Registry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "trammel",
    description = "A robotics controller that learns inside a KL ball.",
    versionProvider = Main.Version.class,
    subcommands = {
      ListCommand.class,
      CheckCommand.class,
      SchemaCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      DisturbCommand.class,
      ReportCommand.class,
      ReplayCommand.class,
      CompareCommand.class,
      StudyCommand.class,
      SolveCommand.class,
      BundleCommand.class,
      DistilCommand.class,
      RunCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0    done; after train, evaluate, study, solve and verify: solved",
      "  1    failed",
      "  2    wrong usage, or settings or files that cannot be used",
      "  3    done, but not solved, or not passed",
      "  130  interrupted by Ctrl-C; the run can be resumed (143: by SIGTERM)",
    })
public final class Main implements Runnable {

  /** From the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"trammel " + RunInfo.trammelVersion(), "Java " + Runtime.version()};
    }
  }

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  @SuppressWarnings("UnusedVariable")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and end.")
  @SuppressWarnings("UnusedVariable")
  private boolean version;

  public static void main(String[] arguments) {
    System.setOut(unicode(FileDescriptor.out));
    System.setErr(unicode(FileDescriptor.err));
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    try {
      return commandLine().execute(arguments);
    } catch (UsageException e) {
      System.err.println("trammel: " + Failures.describe(e));
      return ExitCode.USAGE;
    }
  }

  private static CommandLine commandLine() {
    CommandLine main = new CommandLine(new Main());
    for (CommandProvider provider :
        Registry.discover("command", CommandProvider.class).all()) {
      if (main.getSubcommands().containsKey(provider.name())) {
        throw new UsageException("command '" + provider.name() + "' of "
            + provider.getClass().getName() + " has the name of one of Trammel's own");
      }
      main.addSubcommand(provider.name(), provider.command());
    }
    Failures failures = new Failures();
    return main.setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setUsageHelpAutoWidth(true)
        .setUsageHelpLongOptionsMaxWidth(24);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /** People's names for tasks and units are not ASCII, whatever the locale says. */
  private static PrintStream unicode(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
