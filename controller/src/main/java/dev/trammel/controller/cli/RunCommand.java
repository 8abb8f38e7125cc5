package dev.trammel.controller.cli;

import dev.trammel.controller.archive.ArchiveHeader;
import dev.trammel.controller.archive.ArchiveWriter;
import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.bundle.DeployBundle;
import dev.trammel.controller.control.Clock;
import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.WarmUpReport;
import dev.trammel.controller.deploy.Deployment;
import dev.trammel.controller.deploy.Deployment.Episode;
import dev.trammel.controller.deploy.Deployment.Work;
import dev.trammel.controller.deploy.DeploymentMetrics;
import dev.trammel.controller.deploy.Finding;
import dev.trammel.controller.deploy.Metrics;
import dev.trammel.controller.deploy.PreFlight;
import dev.trammel.controller.deploy.StartUp;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds a bundle on a robot. */
@Command(
    name = "run",
    description = "Hold a bundle on a robot: look at the bundle, the robot and this computer"
        + " first, then run episode after episode until Ctrl-C. Each is on the disk before the"
        + " next one begins. Where the robot refuses or stops, so does this: nothing starts"
        + " again by itself.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel run cartpole.trammel --plant mqtt://localhost/cartpole",
      "  trammel run arm.trammel --plant mqtts://bench/arm1 --user lab --trust public.pem",
      "  trammel run arm.trammel --plant mqtt://localhost/arm --check",
      "  trammel run arm.trammel --plant mqtt://localhost/arm --target goal=0.5,-0.3,0.6",
      "  trammel run arm.trammel --episodes 20 --metrics arm.prom",
    })
final class RunCommand implements Callable<Integer> {

  private static final String BUNDLE = "bundle_sha256";
  private static final String TARGETS = "targets";

  @Parameters(
      paramLabel = "FILE.trammel",
      description = "The bundle, as `trammel bundle` writes it.")
  private Path file = Path.of(".");

  @Mixin
  private PlantOption plant = new PlantOption();

  @Option(
      names = "--trust",
      paramLabel = "PUBLIC.pem",
      description = "Refuse the bundle unless it is signed with this key's counterpart.")
  private @Nullable Path trusted;

  @Option(
      names = "--condition",
      paramLabel = "NAME",
      description = "Which of the bundle's conditions the episodes are of. Default: the first.")
  private @Nullable String condition;

  @Mixin
  private TargetOptions targets = new TargetOptions();

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description = "End after so many. Default: go on until Ctrl-C.")
  private int episodes = Integer.MAX_VALUE;

  @Option(
      names = "--steps",
      paramLabel = "T",
      description = "Control cycles of an episode; local controllers have no more than the task's."
          + " Default: the task's.")
  private @Nullable Integer steps;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the starts that the task draws. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--check", description = "Only look; nothing moves.")
  private boolean check;

  @Mixin
  private DeploymentOutputs outputs = new DeploymentOutputs();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    UsageException.requireAtLeast(episodes, 1, "--episodes");
    Terminal terminal = common.terminal();
    DeployBundle bundle = DeployBundle.read(file);
    if (trusted != null) {
      bundle.requireSignedBy(file, trusted);
    }
    Work work = work(bundle);
    Task task = work.task();
    PlantSettings settings = plant.given().map(task.plant()::with).orElse(task.plant());
    PlantProvider provider = PlantProvider.chosenBy(settings.provider());
    if (plant.given().isEmpty() && !provider.isSimulated()) {
      throw new UsageException(file + " was learned on " + settings.provider()
          + ": a robot moves only where the command names it, by --plant");
    }
    String digest = RunInfo.fingerprint(file);
    DeploymentMetrics metrics =
        new DeploymentMetrics(new Metrics(), digest, bundle.robot().name());
    try (Interruption interruption = Interruption.watch();
        Plant body = provider.create(settings);
        DeploymentOutputs.Shown shown = outputs.show(() -> text(metrics, body));
        ArchiveWriter log = log(task, digest)) {
      if (!shown.place().isEmpty()) {
        terminal.say(shown.place());
      }
      StartUp start = StartUp.of(body);
      Clock clock =
          provider.keepsTime() ? Clock.virtual() : Clock.paced(bundle.robot().period());
      Deployment deployment = new Deployment(work, body, clock, log, metrics);
      WarmUpReport warmUp = deployment.warmUp();
      PreFlight found = new PreFlight()
          .bundle(file, bundle, trusted != null)
          .start(start, metrics)
          .body(file, bundle, body)
          .calibration(bundle, body)
          .host(bundle.robot().period(), metrics)
          .cycle(warmUp, bundle.robot().period(), metrics);
      Map<String, Object> result = told(start, warmUp, found, terminal);
      if (check || !found.passed()) {
        terminal.result(result);
        return found.passed() ? ExitCode.OK : ExitCode.FAILED;
      }
      return runEpisodes(deployment, interruption, result, terminal);
    }
  }

  private static String text(DeploymentMetrics metrics, Plant body) {
    metrics.look(body);
    return metrics.text();
  }

  private ArchiveWriter log(Task task, String digest) throws IOException {
    Path path = outputs.log(file);
    if (!Files.exists(path)) {
      Map<String, String> metadata =
          Map.of("kind", "deployment", BUNDLE, digest, TARGETS, targets.text());
      return ArchiveWriter.create(path, ArchiveHeader.of(task, metadata), task);
    }
    try (EpisodeArchive found = EpisodeArchive.open(path)) {
      if (!digest.equals(found.header().metadata().get(BUNDLE))) {
        throw new UsageException(
            "--log " + path + " must be of episodes of this very bundle, was of another");
      }
      String before = found.header().metadata().getOrDefault(TARGETS, "");
      if (!targets.text().equals(before)) {
        throw new UsageException("--log " + path + " must be of episodes with the same --target, '"
            + targets.text() + "', was '" + before + "'");
      }
    }
    return ArchiveWriter.resume(path, task);
  }

  private Work work(DeployBundle bundle) throws IOException {
    String name = condition == null ? bundle.conditions().get(0) : condition;
    Task task = targets.applyTo(bundle, name);
    int number = task.conditions().stream().map(each -> each.name()).toList().indexOf(name);
    double[] context = task.conditions().get(number).context();
    Controller controller = bundle.controller(name, context, Kernels.best());
    int asked = steps == null ? task.steps() : steps;
    UsageException.requireAtLeast(asked, 1, "--steps");
    if (asked > bundle.horizon()) {
      throw new UsageException("--steps must be at most " + bundle.horizon()
          + ", where local controllers and plans end, was " + asked);
    }
    return new Work(task, number, controller, asked);
  }

  private static Map<String, Object> told(
      StartUp start, WarmUpReport warmUp, PreFlight found, Terminal terminal) {
    for (Finding finding : found.findings()) {
      terminal.say(
          String.format("%-5s %-10s %s", finding.verdict(), finding.what(), finding.found()));
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("fit", found.passed());
    result.put("open_seconds", start.open());
    start.birth().ifPresent(seconds -> result.put("birth_seconds", seconds));
    start.inactive().ifPresent(seconds -> result.put("inactive_seconds", seconds));
    result.put("warm_up_seconds", warmUp.seconds());
    return result;
  }

  private int runEpisodes(
      Deployment deployment,
      Interruption interruption,
      Map<String, Object> result,
      Terminal terminal) {
    SplittableRandom seeds = new SplittableRandom(seed);
    int done = 0;
    int successes = 0;
    boolean kept = true;
    try {
      while (done < episodes && !interruption.isRequested()) {
        Episode episode = deployment.next(seeds.nextLong(), interruption::isRequested);
        done++;
        successes += episode.success() ? 1 : 0;
        terminal.say(line(episode));
        boolean stillKept = deployment.logFailure().isEmpty();
        if (kept && !stillKept) {
          terminal.say("FAIL  log        " + deployment.logFailure().orElseThrow()
              + "; it ends before episode " + episode.number() + ", and the robot goes on without");
        }
        kept = stillKept;
      }
    } catch (PlantException e) {
      if (!interruption.isRequested()) {
        throw e;
      }
      terminal.say(String.valueOf(e.getMessage()));
    }
    result.put("episodes", done);
    result.put("successes", successes);
    result.put("log_complete", kept);
    terminal.result(result);
    if (!kept) {
      return ExitCode.FAILED;
    }
    return interruption.isRequested()
        ? ExitCode.INTERRUPTED
        : successes == done ? ExitCode.OK : ExitCode.NOT_SOLVED;
  }

  private static String line(Episode episode) {
    return "Episode " + episode.number() + ": " + (episode.success() ? "success" : "no success")
        + ", cost " + Numbers.significant(episode.cost(), 4) + ", " + episode.steps() + " steps, "
        + episode.saturated() + " limited"
        + (episode.uncontrolled() == 0
            ? ""
            : ", " + episode.uncontrolled() + " with the safe action");
  }
}
