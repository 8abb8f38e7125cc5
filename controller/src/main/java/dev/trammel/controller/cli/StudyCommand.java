package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.run.Machine;
import dev.trammel.controller.run.RunException;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.run.Study;
import dev.trammel.controller.run.StudyFolder;
import dev.trammel.controller.run.StudyRun;
import dev.trammel.controller.run.StudySetup;
import dev.trammel.controller.run.StudyText;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Learns one task from several seeds. */
@Command(
    name = "study",
    description = "Learn a task from seeds 0 to N-1, one after another, and say how often and how"
        + " fast it is solved. No seed is skipped or chosen. The same command with the same --out"
        + " goes on where a study was interrupted; runs that ended are not run again.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel study cartpole-swingup --seeds 10",
      "  trammel study my-robot.yaml --seeds 5 --out runs/my-study",
    })
final class StudyCommand implements Callable<Integer> {

  private static final double NANOS = 1e9;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "TASK|FILE.yaml",
      description = "A task that `trammel list` names, or a file of your own.")
  private String task = "";

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Number of seeds. Default: ${DEFAULT-VALUE}.")
  private int seeds = 10;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "The study's folder: empty, not there yet, or to be gone on with. Default:"
          + " runs/study-TASK-NNN.")
  private @Nullable Path out;

  @Mixin
  private TaskOptions settings = new TaskOptions();

  @Mixin
  private KernelOptions kernels = new KernelOptions();

  @Mixin
  private RolloutOptions rollouts = new RolloutOptions();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    UsageException.requireAtLeast(seeds, 1, "--seeds");
    Task read = settings.read(task);
    Runs.requireLearnable(read, rollouts);
    kernels.requireAvailable();
    Path path = out == null ? RunFolder.next(Path.of("runs"), "study-" + read.name()) : out;
    StudyFolder folder = StudyFolder.in(path);
    folder.requireSeeds(seeds);
    Kernels used = kernels(folder);
    Terminal terminal = common.terminal();
    terminal.say("Learning " + read.name() + " from " + seeds + " seeds, in " + path);
    try (Interruption interruption = Interruption.watch()) {
      Study study = learn(folder, read, used, interruption, terminal);
      summarise(folder, study, terminal);
      return !study.complete()
          ? ExitCode.INTERRUPTED
          : study.solved() ? ExitCode.OK : ExitCode.NOT_SOLVED;
    } catch (PlantException e) {
      throw new PlantException(
          e.getMessage() + "; all finished episodes are kept: the same command goes on with --out "
              + folder.path(),
          e);
    }
  }

  private Study learn(
      StudyFolder folder, Task read, Kernels used, Interruption interruption, Terminal terminal)
      throws IOException {
    StudySetup setup = setup(read, used);
    List<StudyRun> runs = new ArrayList<>();
    // read before anything is saved over it
    double[] before = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      before[seed] = folder.wallSeconds(seed);
    }
    folder.save(new Study(setup, runs));
    for (int seed = 0; seed < seeds && !interruption.isRequested(); seed++) {
      StudyRun run =
          learn(runFolder(folder, read, seed, used), before[seed], interruption, terminal);
      terminal.say(StudyText.line(run));
      runs.add(run);
      folder.save(new Study(setup, runs));
    }
    return new Study(setup, runs);
  }

  /** The kernels asked for; else those that the study began with, or the fastest for a new one. */
  private Kernels kernels(StudyFolder study) throws IOException {
    if (kernels.given().isPresent() || !study.hasRun(0)) {
      return kernels.chosen();
    }
    try (RunFolder first = RunFolder.open(study.run(0))) {
      return Kernels.named(first.info().kernels());
    }
  }

  private StudySetup setup(Task read, Kernels used) throws IOException {
    RunInfo run = Runs.here(read.name(), 0, read.source(), used);
    String file = RunInfo.fingerprint(TaskCatalog.shipped().find(task));
    return new StudySetup(seeds, run, file, CommandLineText.of(spec), Machine.here());
  }

  private StudyRun learn(RunFolder run, double before, Interruption interruption, Terminal terminal)
      throws IOException {
    long begin = System.nanoTime();
    try (RunFolder folder = run) {
      Optional<Map<String, @Nullable Object>> saved = folder.result();
      if (saved.isPresent()) {
        return StudyRun.of(folder, saved.get(), before);
      }
      Training training =
          new Training(folder, rollouts.means(folder.task(), interruption::isRequested));
      Progress progress = new Progress(terminal, training.settings(), System::nanoTime);
      Map<String, Object> result = training.run(progress::show).toJson(folder.info());
      return StudyRun.of(folder, result, before + (System.nanoTime() - begin) / NANOS);
    }
  }

  private static RunFolder runFolder(StudyFolder study, Task read, long seed, Kernels used)
      throws IOException {
    Path path = study.run(seed);
    if (!study.hasRun(seed)) {
      return Runs.begin(path, read, seed, used);
    }
    RunFolder folder = RunFolder.resume(path);
    List<String> differences = Runs.differences(folder, read.source(), used);
    if (!differences.isEmpty()) {
      folder.close();
      throw new RunException(path + " was made otherwise: " + String.join("; ", differences)
          + "; begin another study with another --out");
    }
    return folder;
  }

  private void summarise(StudyFolder folder, Study study, Terminal terminal) {
    terminal.say(StudyText.summary(study));
    if (!study.complete()) {
      terminal.say("Interrupted. The same command goes on with --out " + folder.path());
    }
    terminal.say("Table: " + folder.path().resolve("study.md"));
    Map<String, @Nullable Object> json = new LinkedHashMap<>(study.toJson());
    json.put("study", folder.path().toString());
    terminal.result(json);
  }
}
