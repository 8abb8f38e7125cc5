package dev.trammel.controller.cli;

import dev.trammel.controller.cli.PushTrials.Candidate;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.run.Machine;
import dev.trammel.controller.run.PushStudy;
import dev.trammel.controller.run.PushStudy.Line;
import dev.trammel.controller.run.PushStudyText;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.storage.DurableFile;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.Push;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds how hard a body may be pushed. */
@Command(
    name = "disturb",
    description = {
      "How hard may the body be pushed? In each episode a force acts for a while, at an instant and"
          + " along a direction that are random and the same for all controllers and forces. The"
          + " greatest force is found with which enough episodes succeed: doubled until too few do,"
          + " then halved between, to 4.4 %%.",
      "An instant is drawn between the episode's start and so early that the push has ended when"
          + " success begins to be judged. The last of them leave no time to recover; they count"
          + " against everybody alike.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel disturb runs/cartpole-swingup-001",
      "  trammel disturb runs/a runs/b --controller known,mpc --out pushes.md",
      "  trammel disturb runs/a --link cart --at 1s..2s --duration 0.2",
    })
final class DisturbCommand implements Callable<Integer> {

  private static final String MARKDOWN = ".md";

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs of one task.")
  private List<Path> runs = List.of();

  @Option(
      names = "--controller",
      paramLabel = "WHICH",
      split = ",",
      description = "known: plans on the robot's equations of motion, made again in every control"
          + " cycle; mpc: the same on what a run learned; local: a run's own local controllers."
          + " Default: all.")
  private Set<PushCandidates.Kind> kinds =
      new LinkedHashSet<>(List.of(PushCandidates.Kind.values()));

  @Option(
      names = "--duration",
      paramLabel = "S",
      description = "How long the force acts. Default: ${DEFAULT-VALUE}.")
  private double duration = 0.1;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "2s, 1s..2.5s or random. Default: ${DEFAULT-VALUE}.")
  private String at = "random";

  @Option(
      names = "--link",
      paramLabel = "LINK",
      description = "Where the force acts. Default: the robot's last link.")
  private @Nullable String link;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description = "Episodes in each condition with each force. Default: ${DEFAULT-VALUE}.")
  private int episodes = 20;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description = "Of the episodes, that must succeed. Default: ${DEFAULT-VALUE}.")
  private double part = 0.9;

  @Option(
      names = "--first",
      paramLabel = "N",
      description = "Force tried first [N]. Default: ${DEFAULT-VALUE}.")
  private double first = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of starts, noise, instants and directions. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE.md",
      description = "Write the tables here, and FILE.json beside it.")
  private @Nullable Path out;

  @Option(names = "--force", description = "Replace files that are there.")
  private boolean force;

  @Mixin
  private RolloutOptions rollouts = new RolloutOptions();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    requireUsable();
    Terminal terminal = common.terminal();
    try (Interruption interruption = Interruption.watch()) {
      PushStudy.Setup setup = setup();
      List<Candidate> candidates = new PushCandidates(kinds, episodes).of(runs);
      terminal.say(PushStudyText.pushes(setup));
      PushTrials trials = new PushTrials(setup, first, rollouts, interruption, terminal);
      Optional<List<Line>> lines = trials.run(candidates);
      if (lines.isEmpty()) {
        terminal.say("Interrupted.");
        return ExitCode.INTERRUPTED;
      }
      show(new PushStudy(setup, lines.get()), terminal);
      return ExitCode.OK;
    }
  }

  private void requireUsable() {
    UsageException.requireAtLeast(episodes, 1, "--episodes");
    requirePositive(duration, "--duration");
    requirePositive(first, "--first");
    if (!(part > 0 && part <= 1)) {
      throw new UsageException("--part must be above 0 and at most 1, was " + part);
    }
    rollouts.threads();
    if (out != null) {
      if (!out.toString().endsWith(MARKDOWN)) {
        throw new UsageException("--out must end in " + MARKDOWN + ", was " + out);
      }
      Outputs.requireWritable(out, force);
      Outputs.requireWritable(data(out), force);
    }
  }

  /** The file for programs beside one for people. */
  private static Path data(Path tables) {
    String name = tables.toString();
    return Path.of(name.substring(0, name.length() - MARKDOWN.length()) + ".json");
  }

  private static void requirePositive(double value, String option) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new UsageException(option + " must be positive and finite, was " + value);
    }
  }

  private PushStudy.Setup setup() throws IOException {
    Task task;
    try (RunFolder folder = RunFolder.open(runs.get(0))) {
      task = folder.task();
    }
    return new PushStudy.Setup(
        task.name(),
        push(task),
        episodes * task.conditions().size(),
        part,
        seed,
        CommandLineText.of(spec),
        Machine.here());
  }

  private Push push(Task task) {
    List<String> links = task.plant().movable();
    String last = links.get(links.size() - 1);
    String place = named("--link", () -> Push.requireLink(link == null ? last : link, links));
    String text = place + ":0N*" + duration + "s@" + at;
    Push push = named("--at", () -> Push.parse(text, links, task.judgedFrom()));
    return named("--at, --duration", () -> push.requireWithin(task.duration()));
  }

  /** What comes of options; a complaint about them names them. */
  private static <T> T named(String options, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(options + ": " + e.getMessage(), e);
    }
  }

  private void show(PushStudy study, Terminal terminal) throws IOException {
    study.lines().forEach(line -> terminal.say(PushStudyText.line(study, line)));
    Map<String, @Nullable Object> json = study.toJson();
    if (out != null) {
      Path data = data(out);
      write(out, PushStudyText.markdown(study));
      write(data, Json.write(json) + "\n");
      terminal.say("Tables: " + out + ", " + data);
    }
    terminal.result(json);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    DurableFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
