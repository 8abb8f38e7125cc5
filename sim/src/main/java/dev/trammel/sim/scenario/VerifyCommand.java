package dev.trammel.sim.scenario;

import dev.trammel.controller.cli.CalibrationOption;
import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Interruption;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.storage.DurableFile;
import dev.trammel.controller.task.Condition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a controller in a file's scenarios. */
@Command(
    name = "verify",
    description =
        "Try a controller in randomised scenarios and count how often it passes, with 95 %%"
            + " confidence bounds.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel verify cartpole --run runs/cartpole-swingup-001",
      "  trammel verify cartpole --bundle cartpole.trammel",
      "  trammel verify cartpole --run runs/a --calibration cal/cartpole1",
      "  trammel verify scenarios.yaml --junit target/verify.xml --html target/verify.html",
      "  trammel verify scenarios.yaml --scenario heavy --condition left --episode 17 --html 17.html",
    })
public final class VerifyCommand implements Callable<Integer> {

  private static final int FAILURES_SHOWN = 3;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIOS",
      description = "A YAML file of scenarios, or the name of one that ships with Trammel.")
  private String scenarios = "";

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Try the best controllers of this run, whatever the file says.")
  private @Nullable Path run;

  @Option(
      names = "--bundle",
      paramLabel = "FILE.trammel",
      description = "Try what this bundle ships to robots, whatever the file says.")
  private @Nullable Path bundle;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description = "Episodes of each scenario and condition. Default: the file's.")
  private @Nullable Integer episodes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of all draws. Default: the file's, or 0.")
  private @Nullable Long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that run episodes; the result does not depend on it. Default: the"
          + " number of processors, here ${DEFAULT-VALUE}.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "This scenario alone; its draws stay what they are. Repeatable.")
  private List<String> names = List.of();

  @Option(names = "--condition", paramLabel = "NAME", description = "This condition alone.")
  private @Nullable String condition;

  @Option(
      names = "--episode",
      paramLabel = "N",
      description = "This one episode of --scenario and --condition, with all that was drawn.")
  private @Nullable Integer episode;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write results as JUnit XML.")
  private @Nullable Path junit;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write results as a page; with --episode, one where the robot moves.")
  private @Nullable Path html;

  @Mixin
  private CalibrationOption calibration = new CalibrationOption();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    requireFolder(junit, "--junit");
    requireFolder(html, "--html");
    Terminal terminal = common.terminal();
    Verification verification = chosen(read());
    try (Interruption interruption = Interruption.watch()) {
      int count = verification.scenarios().stream()
          .mapToInt(scenario -> scenario.conditions().size())
          .sum();
      List<ScenarioResult> done = new ArrayList<>();
      Verification.Means means = new Verification.Means(
          PlantProvider.chosenBy(verification.task().plant().provider()),
          threads,
          interruption::isRequested,
          result -> {
            done.add(result);
            terminal.progress(done.size() + "/" + count + "  " + result.scenario() + ", "
                + result.condition() + "  " + ResultText.percent(result.rate().rate()));
          });
      if (episode != null) {
        return one(verification, means, terminal);
      }
      Optional<VerificationResult> result = verification.run(means);
      if (result.isEmpty()) {
        terminal.say("Interrupted.");
        return ExitCode.INTERRUPTED;
      }
      write(result.get());
      show(result.get(), terminal);
      return result.get().passed() ? ExitCode.OK : ExitCode.NOT_SOLVED;
    }
  }

  private Path file() throws IOException {
    Path own = Path.of(scenarios);
    if (Files.isRegularFile(own)) {
      return own;
    }
    Path shipped = ScenarioFile.shipped().files().get(scenarios);
    if (shipped == null) {
      throw new UsageException("no such file: " + scenarios
          + ", allowed: a YAML file of scenarios, or one of "
          + String.join(", ", ScenarioFile.shipped().names()));
    }
    return shipped;
  }

  private Verification read() throws IOException {
    if (scenarios.isEmpty()) {
      throw new UsageException("which scenarios? a YAML file, or one of "
          + String.join(", ", ScenarioFile.shipped().names()));
    }
    if (run != null && bundle != null) {
      throw new UsageException("--run and --bundle exclude each other");
    }
    Verification verification = bundle == null
        ? ScenarioFile.read(file(), Optional.ofNullable(run))
        : ScenarioFile.readForBundle(file(), bundle);
    verification = verification.withTask(calibration.of(verification.task()));
    if (episodes != null) {
      verification =
          verification.withEpisodes(UsageException.requireAtLeast(episodes, 1, "--episodes"));
    }
    return seed == null ? verification : verification.withSeed(seed);
  }

  /** With the scenarios and the condition that were asked for. */
  private Verification chosen(Verification whole) {
    List<Scenario> some = whole.scenarios();
    if (!names.isEmpty()) {
      List<String> known = some.stream().map(Scenario::name).toList();
      names.forEach(name -> requireKnown(name, known, "--scenario"));
      some = some.stream().filter(scenario -> names.contains(scenario.name())).toList();
    }
    if (condition == null) {
      return whole.withScenarios(some);
    }
    String only = condition;
    requireKnown(
        only, whole.task().conditions().stream().map(Condition::name).toList(), "--condition");
    return whole.withScenarios(some.stream().flatMap(s -> s.in(only).stream()).toList());
  }

  private static void requireKnown(String name, List<String> known, String option) {
    if (!known.contains(name)) {
      throw new UsageException(
          option + " must be one of " + String.join(", ", known) + ", was '" + name + "'");
    }
  }

  private int one(Verification verification, Verification.Means means, Terminal terminal)
      throws IOException {
    int number = episode == null ? 0 : UsageException.requireAtLeast(episode, 0, "--episode");
    if (verification.scenarios().size() != 1
        || verification.scenarios().get(0).conditions().size() != 1) {
      throw new UsageException(
          "--episode needs one --scenario and, where it has several, one --condition");
    }
    Scenario scenario = verification.scenarios().get(0);
    Condition only = scenario.conditions().get(0);
    EpisodeOutcome outcome = verification.run(scenario, only, number, means);
    if (html != null) {
      EpisodeRunner.Run run = new EpisodeRunner(
              verification.task(), verification.controllers(), means.plants())
          .run(scenario, only, outcome.seed());
      write(html, EpisodePage.html(verification.task(), only, outcome, run));
    }
    terminal.say(ResultText.line(outcome));
    terminal.result(ResultText.toJson(outcome));
    return outcome.passed() ? ExitCode.OK : ExitCode.NOT_SOLVED;
  }

  /** What is refused now need not be refused after all episodes are run. */
  private static void requireFolder(@Nullable Path file, String option) {
    Path folder = file == null ? null : file.toAbsolutePath().getParent();
    if (file != null && (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file))) {
      throw new UsageException(option + " must be a file in a folder that is there, was " + file);
    }
  }

  private void write(VerificationResult result) throws IOException {
    if (junit != null) {
      write(junit, JUnitXml.write(result, suite(), command()));
    }
    if (html != null) {
      write(html, ResultPage.html(result, suite(), command()));
    }
  }

  private static void write(Path file, String text) throws IOException {
    DurableFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private String suite() {
    String name = String.valueOf(Path.of(scenarios).getFileName());
    return name.replaceAll("\\.ya?ml$", "");
  }

  /** What gives the same draws again. */
  private String command() {
    StringBuilder command = new StringBuilder("trammel verify " + Rerun.quoted(scenarios));
    if (run != null) {
      command.append(" --run ").append(Rerun.quoted(run.toString()));
    }
    if (bundle != null) {
      command.append(" --bundle ").append(Rerun.quoted(bundle.toString()));
    }
    if (seed != null) {
      command.append(" --seed ").append(seed);
    }
    return command.toString();
  }

  private void show(VerificationResult result, Terminal terminal) {
    ResultText.table(result.scenarios()).forEach(terminal::say);
    for (ScenarioResult scenario : result.scenarios()) {
      if (!scenario.passed()) {
        terminal.say("");
        terminal.say(scenario.summary());
        List<EpisodeOutcome> failures = scenario.failures();
        failures.stream()
            .limit(FAILURES_SHOWN)
            .forEach(failure -> terminal.say("  " + ResultText.line(failure)));
        terminal.say("  again: " + Rerun.command(command(), scenario, failures.get(0)));
      }
    }
    terminal.say("");
    terminal.say(result.passed() ? "Passed." : "Not passed.");
    Map<String, Object> json = new LinkedHashMap<>(ResultText.toJson(result));
    if (junit != null) {
      json.put("junit", junit.toString());
    }
    if (html != null) {
      json.put("html", html.toString());
    }
    terminal.result(json);
  }
}
