package dev.trammel.controller.cli;

import dev.trammel.controller.archive.ArchiveWriter;
import dev.trammel.controller.learn.Evaluation;
import dev.trammel.controller.learn.EvaluationPlan;
import dev.trammel.controller.learn.GuidedSettings;
import dev.trammel.controller.learn.GuidedSettings.Starts;
import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.KnownModelReplanning;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.run.RunControllers;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunModels;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.run.TrainingOutcome;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a run's saved controllers. */
@Command(
    name = "evaluate",
    description = "Try the controllers that a run saved, without exploration, and count successes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel evaluate runs/cartpole-swingup-001 --episodes 100",
      "  trammel evaluate runs/a --controller mpc --guard --disturb 3N*0.1s@2s",
      "  trammel evaluate runs/a --controller known --disturb 'tip:(3,0,0)N*1s@2s'",
      "  trammel evaluate runs/a --controller local --body mass:tool0:1kg",
      "  trammel evaluate runs/a --policy a.policy --body damping:elbow:x2",
      "  trammel evaluate runs/a --plant mqtt://localhost/arm1",
      "  trammel evaluate runs/a --calibration cal/arm1",
    })
final class EvaluateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run = Path.of(".");

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description =
          "Episodes in each condition, or in all with --held-out. Default: ${DEFAULT-VALUE}.")
  private int episodes = 20;

  @Option(
      names = "--controller",
      paramLabel = "WHICH",
      description = "policy; local: each condition's own controller; mpc: plans on what the run"
          + " learned, made again in every control cycle; or known: the same on the robot's own"
          + " equations of motion, which the run did not know. Default: what the run learned.")
  private @Nullable Which which;

  @Option(
      names = "--policy",
      paramLabel = "FILE.policy",
      description = "Try this policy instead, as `distil` writes one. Such episodes are not kept.")
  private @Nullable Path file;

  @Option(
      names = "--held-out",
      description = "Begin at starts drawn in the task's region instead of in its conditions: where"
          + " a policy was never tried. For policies.")
  private boolean heldOut;

  @Option(
      names = "--tube",
      description = "End an episode where it leaves the tube of its local controller, as a robot"
          + " does that runs it by itself. For local controllers. Such episodes are not kept.")
  private boolean tube;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of starts and sensor noise. Default: the run's, as `train` evaluates.")
  private @Nullable Long seed;

  @Mixin
  private PlantOption plant = new PlantOption();

  @Mixin
  private CalibrationOption calibration = new CalibrationOption();

  @Mixin
  private BodyOptions body = new BodyOptions();

  @Mixin
  private CycleOptions cycle = new CycleOptions();

  @Mixin
  private RolloutOptions rollouts = new RolloutOptions();

  @Mixin
  private CommonOptions common = new CommonOptions();

  private enum Which {
    policy,
    local,
    mpc,
    known
  }

  @Override
  public Integer call() throws IOException {
    UsageException.requireAtLeast(episodes, 1, "--episodes");
    Terminal terminal = common.terminal();
    try (RunFolder folder = RunFolder.resume(run);
        Interruption interruption = Interruption.watch()) {
      Task task = calibration.of(folder.task());
      long seedUsed = seed == null ? folder.info().seed() : seed;
      EvaluationPlan plan = plan(folder, task);
      Optional<Evaluation> evaluation = isKept()
          ? kept(folder, plan, seedUsed, interruption)
          : Training.evaluate(
              task,
              plan,
              new Training.Trial(seedUsed, EpisodeStore.none()),
              rollouts.means(body(task), body.disturbances(task), interruption::isRequested));
      if (evaluation.isEmpty()) {
        terminal.say("Interrupted.");
        return ExitCode.INTERRUPTED;
      }
      show(folder, task, evaluation.get(), plan.counts(), seedUsed, terminal);
      return evaluation.get().solved() ? ExitCode.OK : ExitCode.NOT_SOLVED;
    }
  }

  /** What a run learned is tried as it is, so that its folder tells how it did. */
  private boolean isKept() {
    boolean learned = file == null && which != Which.known;
    boolean sameBody = plant.given().isEmpty() && !calibration.isGiven() && !body.areGiven();
    return learned && !tube && sameBody && !cycle.areGiven();
  }

  private PlantSettings body(Task task) {
    return body.body(plant.given().map(task.plant()::with).orElse(task.plant()));
  }

  private EvaluationPlan plan(RunFolder folder, Task task) throws IOException {
    LearningSettings settings = LearningSettingsReader.read(task);
    boolean oneOfEach = settings.guided().isEmpty() && settings.replanning().isEmpty();
    if (tube && (file != null || which != Which.local && (which != null || !oneOfEach))) {
      throw new UsageException("--tube is for --controller local: nothing else has a tube");
    }
    Optional<GuidedSettings> guided = settings.guided();
    if (file != null && which == Which.mpc) {
      throw new UsageException(
          "--controller mpc plans on what the run learned; leave --policy out");
    }
    boolean replans =
        which == Which.mpc || which == null && settings.replanning().isPresent();
    if (file == null && replans) {
      return replanning(folder);
    }
    cycle.requireNone(which == null ? "what the run learned" : which.name());
    if (which == Which.known) {
      return known(folder, task);
    }
    boolean local = which == Which.local || which == null && guided.isEmpty();
    if (file == null && local) {
      if (heldOut) {
        throw new UsageException(
            "--held-out is for policies: a local controller knows its own condition alone");
      }
      List<LinearGaussianController> controllers =
          folder.controllers().locals(Training.BEST, task.conditions().size());
      return tube
          ? EvaluationPlan.tubed(task, tubed(controllers), episodes)
          : EvaluationPlan.of(task, controllers, episodes);
    }
    MlpPolicy policy = policy(folder, task, guided);
    Kernels kernels = Training.of(folder).kernels();
    Starts starts = guided.map(GuidedSettings::starts).orElse(Starts.CONDITIONS);
    return heldOut
        ? EvaluationPlan.heldOut(task, policy, kernels, starts, episodes)
        : EvaluationPlan.of(task, policy, kernels, starts, episodes);
  }

  private static List<LinearGaussianController> tubed(List<LinearGaussianController> controllers) {
    if (controllers.stream().anyMatch(controller -> controller.tube().isEmpty())) {
      throw new UsageException("--tube: the run's controllers know no tube; those that training"
          + " without plans or a policy chose do, since they are stored with one");
    }
    return controllers;
  }

  private EvaluationPlan replanning(RunFolder folder) throws IOException {
    Task task = cycle.of(folder);
    if (heldOut) {
      throw new UsageException(
          "--held-out is for policies: model predictive control begins from a condition's plan");
    }
    return new RunModels(folder, task, Training.of(folder).kernels())
        .evaluation(
            folder.bestIteration(),
            folder.controllers().locals(Training.BEST, task.conditions().size()),
            episodes);
  }

  private EvaluationPlan known(RunFolder folder, Task task) throws IOException {
    if (heldOut || file != null) {
      throw new UsageException("--controller known begins from a condition's solution;"
          + " leave --held-out and --policy out");
    }
    return EvaluationPlan.replanning(
        task, KnownModelReplanning.of(Training.of(folder).kernels(), task)::controller, episodes);
  }

  private MlpPolicy policy(RunFolder folder, Task task, Optional<GuidedSettings> guided)
      throws IOException {
    if (file == null) {
      if (guided.isEmpty()) {
        throw new UsageException("run " + folder.path() + " learned no policy; --controller local,"
            + " or --policy FILE.policy");
      }
      return folder.controllers().policy(Training.BEST);
    }
    if (which == Which.local) {
      throw new UsageException("--policy is no local controller; leave --controller local out");
    }
    if (!Files.exists(file)) {
      throw new UsageException("--policy: no such file: " + file);
    }
    return RunControllers.fitting(file, task);
  }

  private Optional<Evaluation> kept(
      RunFolder folder, EvaluationPlan plan, long seedUsed, Interruption interruption)
      throws IOException {
    Task task = folder.task();
    int number = folder.archives().nextEvaluation();
    try (ArchiveWriter archive =
        folder.archives().recordEvaluation(number, task, Training.BEST, seedUsed)) {
      return Training.evaluate(
          task,
          plan,
          new Training.Trial(seedUsed, archive),
          rollouts.means(task, interruption::isRequested));
    }
  }

  private static void show(
      RunFolder folder,
      Task task,
      Evaluation evaluation,
      Map<String, Long> planning,
      long seed,
      Terminal terminal) {
    terminal.say("Successes: " + evaluation.inWords() + ".");
    if (evaluation.endedEarly() > 0) {
      terminal.say("Left the tube: " + evaluation.endedEarly() + ".");
    }
    EndMeasures.of(task, evaluation).lines().forEach(terminal::say);
    if (!planning.isEmpty()) {
      terminal.say("Planning: " + inWords(planning) + ".");
    }
    if (evaluation.counts()) {
      terminal.say(evaluation.solved() ? "Solved." : "Not solved.");
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", folder.info().task());
    json.put("seed", seed);
    json.put("solved", evaluation.solved());
    json.put("success_rate", evaluation.successRate());
    json.put("episodes", evaluation.episodes());
    json.put("experience_seconds", evaluation.episodes() * task.duration());
    json.put("trajectory_hash", evaluation.trajectoryHash());
    json.put("evaluation", TrainingOutcome.toJson(evaluation));
    json.put("planning", planning);
    json.put("run", folder.path().toString());
    terminal.result(json);
  }

  /** What was counted, but for what never happened. */
  private static String inWords(Map<String, Long> planning) {
    return planning.entrySet().stream()
        .filter(count -> count.getValue() > 0)
        .map(count -> count.getKey().replace('_', ' ') + " " + count.getValue())
        .collect(Collectors.joining(", "));
  }
}
