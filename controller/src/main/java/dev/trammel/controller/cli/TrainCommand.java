package dev.trammel.controller.cli;

import dev.trammel.controller.archive.ArchiveWriter;
import dev.trammel.controller.control.WarmUpReport;
import dev.trammel.controller.learn.Evaluation;
import dev.trammel.controller.learn.LearningResult;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.run.TrainingOutcome;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Learns a task, or goes on where a run was interrupted. */
@Command(
    name = "train",
    description = "Learn a task: roll out, fit, improve, until the controller is confirmed or the"
        + " budget is spent.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel train cartpole-swingup",
      "  trammel train my-robot.yaml --seed 3 --set episode.steps=120",
      "  trammel train cartpole-swingup --plant mqtt://localhost/cartpole",
      "  trammel train --resume runs/cartpole-swingup-001",
    })
final class TrainCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "TASK|FILE.yaml",
      description = "A task that `trammel list` names, or a file of your own.")
  private @Nullable String task;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Everything random follows from it. Default: 0.")
  private @Nullable Long seed;

  @Mixin
  private TaskOptions settings = new TaskOptions();

  @Mixin
  private KernelOptions kernels = new KernelOptions();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "The run's folder, empty or not there yet. Default: runs/TASK-NNN.")
  private @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description =
          "Go on with a run that was interrupted; the result is that of a run that was" + " not.")
  private @Nullable Path resume;

  @Option(
      names = "--force",
      description = "Resume even if other settings, kernels or versions could change the result.")
  private boolean force;

  @Mixin
  private RolloutOptions rollouts = new RolloutOptions();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal();
    try (Interruption interruption = Interruption.watch();
        RunFolder folder = folder()) {
      Optional<Map<String, @Nullable Object>> ended = folder.result();
      if (ended.isPresent() && !force && folder.archives().areWhole()) {
        return showEnded(folder, ended.get(), terminal);
      }
      Training training =
          new Training(folder, rollouts.means(folder.task(), interruption::isRequested));
      announce(folder, training, terminal);
      Progress progress = new Progress(terminal, training.settings(), System::nanoTime);
      TrainingOutcome outcome = run(training, progress, folder);
      summarise(folder, outcome, terminal);
      return outcome.interrupted()
          ? ExitCode.INTERRUPTED
          : outcome.solved() ? ExitCode.OK : ExitCode.NOT_SOLVED;
    }
  }

  /** A body that cannot go on costs the episode that it was in, and no other. */
  private static TrainingOutcome run(Training training, Progress progress, RunFolder folder)
      throws IOException {
    try {
      return training.run(progress::show);
    } catch (PlantException e) {
      throw new PlantException(
          e.getMessage() + "; all finished episodes are kept: go on with trammel train --resume "
              + folder.path(),
          e);
    }
  }

  private static void announce(RunFolder folder, Training training, Terminal terminal)
      throws IOException {
    ArchiveWriter episodes = folder.episodes(folder.task());
    int kept = episodes.size();
    if (episodes.cutBytes() > 0) {
      terminal.say("Repaired " + folder.path().resolve("episodes.mcap") + ": cut off its last "
          + episodes.cutBytes() + " bytes, of what was not finished when it was written.");
    }
    terminal.say("Learning " + folder.info().task() + ", seed " + folder.info().seed() + ", in "
        + folder.path() + ", on " + training.kernels().name()
        + (kept == 0 ? "" : ", going on from " + kept + " episodes"));
  }

  private RunFolder folder() throws IOException {
    if (resume != null) {
      boolean other = seed != null || settings.given() || kernels.given().isPresent();
      if (task != null || out != null || other) {
        throw new ParameterException(
            spec.commandLine(), "--resume takes task, seed, settings and kernels from the run");
      }
      return Runs.resume(resume, force);
    }
    if (task == null) {
      throw new ParameterException(spec.commandLine(), "which task? `trammel list` names them");
    }
    Task read = settings.read(task);
    Runs.requireLearnable(read, rollouts);
    Kernels chosen = kernels.chosen();
    Path path = out == null ? RunFolder.next(Path.of("runs"), read.name()) : out;
    return Runs.begin(path, read, seed == null ? 0 : seed, chosen);
  }

  /** A run that has ended is not run again. */
  private static int showEnded(
      RunFolder folder, Map<String, @Nullable Object> result, Terminal terminal) {
    terminal.say("This run has ended already: " + folder.path().resolve("report.html"));
    Map<String, @Nullable Object> json = new LinkedHashMap<>(result);
    json.put("run", folder.path().toString());
    terminal.result(json);
    return Boolean.TRUE.equals(result.get("solved")) ? ExitCode.OK : ExitCode.NOT_SOLVED;
  }

  private static String line(WarmUpReport report) {
    return "Compiling the " + report.what() + " took " + Numbers.significant(report.seconds(), 2)
        + " s"
        + (report.settled()
            ? "."
            : ", and did not settle: " + Numbers.significant(report.bytesPerCall(), 3)
                + " bytes a call.");
  }

  private static String verdict(TrainingOutcome outcome) {
    Evaluation evaluation = outcome.evaluation().orElseThrow();
    LearningResult result = outcome.result();
    return (outcome.solved() ? "Solved: " : "Not solved: ")
        + Numbers.significant(100 * evaluation.successRate(), 3)
        + " % of the evaluation episodes succeed (" + evaluation.inWords() + "), after "
        + result.experienceEpisodes() / result.shares()
        + (result.policy().isPresent() ? " episodes in all, " : " episodes per condition, ")
        + Numbers.significant(result.experienceSeconds(), 4) + " s of experience (of "
        + Numbers.significant(result.totalSeconds(), 4) + " s).";
  }

  private static void summarise(RunFolder folder, TrainingOutcome outcome, Terminal terminal) {
    outcome.warmUps().forEach(report -> terminal.say(line(report)));
    Map<String, Object> json = new LinkedHashMap<>(outcome.toJson(folder.info()));
    json.put("run", folder.path().toString());
    json.put("report", folder.path().resolve("report.html").toString());
    if (outcome.interrupted()) {
      terminal.say("Interrupted after " + outcome.result().episodes() + " episodes. Go on with:");
      terminal.say("  trammel train --resume " + folder.path());
    } else {
      terminal.say(verdict(outcome));
      terminal.say("Report: " + folder.path().resolve("report.html"));
    }
    terminal.result(json);
  }
}
