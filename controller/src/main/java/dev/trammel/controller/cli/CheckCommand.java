package dev.trammel.controller.cli;

import dev.trammel.controller.check.CheckReport;
import dev.trammel.controller.check.Finding;
import dev.trammel.controller.check.Finding.Severity;
import dev.trammel.controller.check.RobotTree;
import dev.trammel.controller.check.TaskCheck;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.spi.Registry;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with a task, a robot or a run before anything runs. */
@Command(
    name = "check",
    description = {
      "Say what is wrong before anything is learned. Of a task: its file, whether the robot can"
          + " begin, reach and hold what is asked, whether cost, pace and budget make sense, and a"
          + " second of its simulation. Of a URDF: a tree of its joints and links. Of a run: the"
          + " task in its folder.",
      "Errors end with exit code 2; warnings too, with --strict."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel check my-task.yaml",
      "  trammel check my-robot.urdf",
      "  trammel check runs/my-task-001",
    })
final class CheckCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "TASK|FILE.yaml|ROBOT.urdf|RUN",
      description = "A task that `trammel list` names, a file of your own, or a run's folder.")
  private String subject = "";

  @Option(names = "--strict", description = "Warnings are as bad as errors.")
  private boolean strict;

  @Mixin
  private TaskOptions settings = new TaskOptions();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal();
    if (subject.toLowerCase(Locale.ROOT).endsWith(".urdf")) {
      return robot(Path.of(subject), terminal);
    }
    Path file = TaskCatalog.shipped().find(taskFile());
    Registry<PlantProvider> plants = Registry.discover("plant", PlantProvider.class);
    CheckReport report = new TaskCheck(plants).check(file, settings.overrides());
    show(report, terminal);
    return report.passes(strict) ? ExitCode.OK : ExitCode.USAGE;
  }

  /** A run's task stands in its folder. */
  private String taskFile() {
    Path folder = Path.of(subject);
    return RunFolder.isRun(folder) ? RunFolder.taskFile(folder).toString() : subject;
  }

  private static int robot(Path file, Terminal terminal) throws IOException {
    RobotModel robot = UrdfReader.read(file);
    RobotTree.of(robot).forEach(terminal::say);
    robot.notes().forEach(note -> terminal.say("note     " + note));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.toString());
    json.put("ok", true);
    json.put("robot", robot.name());
    json.put("joints", robot.bodies().stream().map(body -> body.joint().name()).toList());
    json.put("links", List.copyOf(robot.frames().keySet()));
    json.put("moving_mass", RobotTree.mass(robot));
    json.put("notes", robot.notes());
    terminal.result(json);
    return ExitCode.OK;
  }

  private void show(CheckReport report, Terminal terminal) {
    report.task().ifPresent(task -> terminal.say(headline(task)));
    for (Finding finding : report.findings()) {
      String word = finding.severity().name().toLowerCase(Locale.ROOT);
      terminal.say(String.format(Locale.ROOT, "%-8s %s", word, finding.line()));
    }
    terminal.say(verdict(report));
    terminal.result(json(report));
  }

  private static String headline(Task task) {
    return task.name() + ": " + task.description() + "\n         "
        + amount(task.stateSize(), "state") + ", " + amount(task.inputSize(), "input") + ", "
        + amount(task.steps(), "step") + " of "
        + Numbers.significant(task.plant().period(), 3)
        + " s, " + amount(task.conditions().size(), "condition");
  }

  private String verdict(CheckReport report) {
    long errors = report.count(Severity.ERROR);
    long warnings = report.count(Severity.WARNING);
    String counts = amount(errors, "error") + ", " + amount(warnings, "warning") + ": ";
    return counts
        + (report.passes(strict)
            ? "it can be trained." + next()
            : errors > 0 ? "it cannot be used yet." : "not with --strict.");
  }

  /** A run's folder names its task, which is no file of the user's to go on with. */
  private String next() {
    return RunFolder.isRun(Path.of(subject)) ? "" : " Try: trammel solve " + subject;
  }

  private static String amount(long count, String what) {
    return (count == 0 ? "no " : count + " ") + what + (count == 1 ? "" : "s");
  }

  private Map<String, Object> json(CheckReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", report.file());
    json.put("ok", report.passes(strict));
    json.put("errors", report.count(Severity.ERROR));
    json.put("warnings", report.count(Severity.WARNING));
    report.task().ifPresent(task -> {
      json.put("task", task.name());
      json.put("states", task.stateSize());
      json.put("inputs", task.inputSize());
      json.put("steps", task.steps());
      json.put("conditions", task.conditions().size());
    });
    json.put("findings", report.findings().stream().map(CheckCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    json.put("place", finding.place());
    json.put("key", finding.key());
    json.put("message", finding.text());
    return json;
  }
}
