package dev.trammel.hardware.cli;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Interruption;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.run.Machine;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.soak.Soak;
import dev.trammel.hardware.soak.SoakPage;
import dev.trammel.hardware.soak.SoakResult;
import dev.trammel.hardware.soak.SoakSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Soaks the bridge in faults. */
@Command(
    name = "soak",
    description = {
      "Let random faults rain on an emulated robot, its broker and two controllers that compete for"
          + " it, in real time: losses, delays, repeats, broken connections, brokers killed, robots"
          + " that boot anew, replays, garbage, stops. A witness at the robot sees every message and"
          + " every effort, and tells of each rule of the protocol that is broken. Threads, open"
          + " files and heap must stay flat.",
      "Ends with exit code 1 if a rule is broken or something grows; Ctrl-C ends it earlier, with"
          + " what was found."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel soak",
      "  trammel soak --minutes 2 --seed 7 --broker embedded",
      "  trammel soak --minutes 30 --seed 0 --out soaked",
    })
public final class SoakCommand implements Callable<Integer> {

  private static final String TASK = "cartpole-swingup";

  @Option(names = "--minutes", paramLabel = "N", description = "How long. Default: 30.")
  private double minutes = 30;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of faults, robots and controllers. Default: 0.")
  private long seed;

  @Option(
      names = "--broker",
      paramLabel = "NAME",
      description = "mosquitto, which must be installed, or embedded; started for this. Default:"
          + " ${DEFAULT-VALUE}.")
  private String broker = "mosquitto";

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where soak.md goes, the table, and breaches.txt if there are any.")
  private @Nullable Path out;

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    SoakSettings settings = new SoakSettings(minutes, seed, broker);
    Task task = TaskReader.read(TaskCatalog.shipped().find(TASK), List.of());
    Terminal terminal = common.terminal();
    List<String> page = new ArrayList<>(List.of(title(), ""));
    page.addAll(SoakPage.head());
    page.forEach(terminal::say);
    boolean interrupted;
    SoakResult result;
    try (Interruption interruption = Interruption.watch();
        Soak soak = new Soak(settings, task)) {
      result = soak.run(interruption::isRequested, row -> {
        page.add(SoakPage.line(row));
        terminal.say(SoakPage.line(row));
      });
      interrupted = interruption.isRequested();
      end(result, page, terminal);
    }
    return !result.isSound() ? ExitCode.FAILED : interrupted ? ExitCode.INTERRUPTED : ExitCode.OK;
  }

  private String title() {
    String command =
        "trammel soak --minutes " + minutes + " --seed " + seed + " --broker " + broker;
    return "`" + command + "`  \n" + Machine.here().describe();
  }

  private void end(SoakResult result, List<String> page, Terminal terminal) throws IOException {
    List<String> rest = new ArrayList<>(List.of(""));
    rest.addAll(SoakPage.verdict(result));
    rest.add("");
    rest.addAll(SoakPage.tables(result));
    rest.forEach(terminal::say);
    List<String> breaches = SoakPage.breaches(result);
    breaches.forEach(terminal::say);
    if (out != null) {
      page.addAll(rest);
      Files.createDirectories(out);
      Files.write(out.resolve("soak.md"), page);
      if (!breaches.isEmpty()) {
        Files.write(out.resolve("breaches.txt"), breaches);
      }
    }
    terminal.result(SoakPage.json(result));
  }
}
