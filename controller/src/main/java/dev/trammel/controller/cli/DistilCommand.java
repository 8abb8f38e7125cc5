package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyTrainer;
import dev.trammel.controller.policy.TrainingReport;
import dev.trammel.controller.run.Distillation;
import dev.trammel.controller.run.Distillation.Advisor;
import dev.trammel.controller.run.PolicyOrigin;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.run.SeenStates;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains one policy from what teachers would do where runs have been. */
@Command(
    name = "distil",
    description = "Train one policy from teachers: the runs' local controllers and other policies,"
        + " asked at the states of runs' episodes; model predictive control on what the runs"
        + " learned, which drives episodes of its own; or all of them at once.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel distil runs/arm-reach-001 runs/arm-reach-002 --out arm.policy",
      "  trammel distil runs/a --teacher a.policy*0.7 --teacher b.policy*0.3 -o c.policy",
      "  trammel distil runs/a --teacher local --teacher runs/arm-reach-009 -o d.policy",
      "  trammel distil runs/cartpole-swingup-001 --teacher mpc -o e.policy",
    })
final class DistilCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Runs whose episodes say where.")
  private List<Path> runs = List.of();

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE.policy",
      description = "The file to write.")
  private Path out = Path.of("");

  @Option(
      names = "--teacher",
      paramLabel = "TEACHER",
      description = "local: each RUN's own controllers, in their conditions; mpc: plans on what RUN"
          + " learned, made anew in every control cycle of new episodes; a policy's file; or a run"
          + " that learned a policy. With *WEIGHT behind it, its word counts so often."
          + " Repeatable. Default: local.")
  private List<String> teachers = List.of("local");

  @Option(
      names = "--newest",
      paramLabel = "N",
      description = "Episodes of learning per condition whose states are asked about."
          + " Default: ${DEFAULT-VALUE}.")
  private int newest = 10;

  @Option(
      names = "--sees",
      paramLabel = "TASK",
      description = "The task that says what the policy sees. Default: the first RUN's.")
  private @Nullable String sees;

  @Option(
      names = "--warm-start",
      paramLabel = "FILE.policy",
      description = "Where training begins. Default: random weights.")
  private @Nullable Path warmStart;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of random weights and of the samples' order. Default: 0.")
  private long seed;

  @Option(names = "--force", description = "Replace a file that is there.")
  private boolean force;

  @Mixin
  private MpcTeaching teaching = new MpcTeaching();

  @Mixin
  private NetworkOptions network = new NetworkOptions();

  @Mixin
  private KernelOptions kernelOptions = new KernelOptions();

  @Mixin
  private CommonOptions common = new CommonOptions();

  /** Teachers and runs, as the policy's origin names them. */
  private final List<Map<String, Object>> heard = new ArrayList<>();

  private final List<Map<String, Object>> seenIn = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    UsageException.requireAtLeast(newest, 1, "--newest");
    Outputs.requireWritable(out, force);
    Kernels kernels = kernelOptions.chosen();
    PolicyTrainer trainer = new PolicyTrainer(kernels, network.settings());
    Optional<MlpPolicy> start =
        warmStart == null ? Optional.empty() : Optional.of(MlpPolicy.read(warmStart));
    Task student = student();
    Distillation distillation = distillation(student, kernels);
    Optional<TrainingReport> trained =
        teach(student, distillation, start, () -> train(trainer, distillation, start));
    if (trained.isEmpty()) {
      return ExitCode.INTERRUPTED;
    }
    TrainingReport report = trained.get();
    Path folder = out.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    report.policy().write(out);
    Map<String, Object> origin = origin(distillation, report);
    PolicyOrigin.write(out, origin);
    show(distillation, report, origin);
    return ExitCode.OK;
  }

  /** Plans show what they do, if they are to; nothing if that was interrupted. */
  private Optional<TrainingReport> teach(
      Task student,
      Distillation distillation,
      Optional<MlpPolicy> start,
      Supplier<TrainingReport> train)
      throws IOException {
    double weight = mpcWeight();
    if (weight == 0) {
      teaching.requireUnused();
      return Optional.of(train.get());
    }
    return teaching.teach(new MpcTeaching.Lessons(
        runs,
        distillation,
        student.observation(),
        weight,
        seed,
        start,
        train,
        common.terminal()::say));
  }

  private double mpcWeight() {
    return choices().stream()
        .filter(TeacherChoice::isMpc)
        .mapToDouble(TeacherChoice::weight)
        .sum();
  }

  private List<TeacherChoice> choices() {
    return teachers.stream().map(TeacherChoice::parse).toList();
  }

  private Distillation distillation(Task student, Kernels kernels) throws IOException {
    String whose = sees == null ? runs.get(0).toString() : "task " + sees;
    List<TeacherChoice> choices = choices();
    List<Advisor> advisors = new ArrayList<>();
    double local = 0;
    for (TeacherChoice choice : choices) {
      Map<String, Object> said = new LinkedHashMap<>();
      said.put("name", choice.name());
      said.put("weight", choice.weight());
      if (choice.isLocal()) {
        local += choice.weight();
      } else if (!choice.isMpc()) {
        said.put("sha256", RunInfo.fingerprint(choice.file()));
        advisors.add(choice.advisor(student));
      }
      heard.add(said);
    }
    Distillation distillation = new Distillation(student, kernels);
    for (Path run : runs) {
      try (RunFolder folder = RunFolder.open(run)) {
        SeenStates seen = SeenStates.of(folder, newest);
        seen.requireLike(student, whose);
        seenIn.add(origin(run, folder, local > 0 || mpcWeight() > 0));
        List<LinearGaussianController> controllers = local > 0
            ? folder
                .controllers()
                .locals(Training.BEST, seen.task().conditions().size())
            : List.of();
        if (local > 0 || !advisors.isEmpty()) {
          distillation.add(seen, controllers, local, advisors);
        }
      }
    }
    return distillation;
  }

  private static Map<String, Object> origin(Path run, RunFolder folder, boolean local)
      throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run.toString());
    json.putAll(folder.info().toJson());
    if (local) {
      json.put("controllers_sha256", folder.controllers().localFingerprint(Training.BEST));
    }
    return json;
  }

  private Task student() throws IOException {
    if (sees != null) {
      return TaskReader.read(TaskCatalog.shipped().find(sees));
    }
    try (RunFolder first = RunFolder.open(runs.get(0))) {
      return first.task();
    }
  }

  private TrainingReport train(
      PolicyTrainer trainer, Distillation distillation, Optional<MlpPolicy> start) {
    try {
      return trainer.train(distillation.samples(), start, seed);
    } catch (IllegalArgumentException e) {
      if (start.isEmpty()) {
        throw e;
      }
      throw new UsageException("--warm-start " + warmStart + ": " + e.getMessage(), e);
    }
  }

  private Map<String, Object> origin(Distillation distillation, TrainingReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("trammel", RunInfo.trammelVersion());
    json.put("teachers", heard);
    json.put("runs", seenIn);
    if (mpcWeight() > 0) {
      json.put("mpc", teaching.origin());
    }
    json.put("samples", distillation.sampleCount());
    json.put("episodes", distillation.episodes());
    json.put("epochs", report.epochs());
    json.put("best_epoch", report.bestEpoch());
    json.put("training_loss", report.trainingLoss());
    json.put("held_out_loss", report.heldOutLoss());
    json.put("seed", seed);
    json.put("kernels", kernelOptions.chosen().name());
    return json;
  }

  private void show(Distillation distillation, TrainingReport report, Map<String, Object> origin)
      throws IOException {
    Terminal terminal = common.terminal();
    terminal.say("Policy: " + out + ", from " + distillation.sampleCount() + " samples of "
        + distillation.episodes() + " episodes");
    terminal.say(String.format(
        Locale.ROOT,
        "Divergence from the teachers that the mean can change: %.4g nats a sample,"
            + " %.4g in episodes held out; epoch %d of %d",
        report.trainingLoss(),
        report.heldOutLoss(),
        report.bestEpoch(),
        report.epochs()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("policy", out.toString());
    json.put("sha256", RunInfo.fingerprint(out));
    json.put("observations", report.policy().observationSize());
    json.put("inputs", report.policy().inputSize());
    json.putAll(origin);
    terminal.result(json);
  }
}
