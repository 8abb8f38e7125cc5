package dev.trammel.controller.cli;

import dev.trammel.controller.replay.EpisodeChoice;
import dev.trammel.controller.replay.EpisodeChoice.Rule;
import dev.trammel.controller.replay.ReplayPage;
import dev.trammel.controller.replay.ReplayedEpisode;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.storage.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an episode as a page where the body moves. */
@Command(
    name = "replay",
    description = "Look at an episode: write a page where the robot moves as it did, beside its"
        + " traces. --iteration and --condition leave some episodes, of which --episode takes the"
        + " N-th. Everything counts from 0.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel replay runs/planar-reach-001 --open",
      "  trammel replay runs/a --iteration 3 --condition left --episode 1",
      "  trammel replay runs/planar-reach-001 --with 0",
    })
final class ReplayCommand implements Callable<Integer> {

  private static final Pattern GHOST = Pattern.compile("(?:(?<run>.+)#)?(?<episode>\\d{1,9})");

  /** One of several ways to name an episode. */
  private static final class Which {

    @Option(names = "--episode", paramLabel = "N", description = "The N-th of those left.")
    private @Nullable Integer episode;

    @Option(
        names = "--best",
        description =
            "The success of least cost, or the one of least cost if none succeeded. The default.")
    @SuppressWarnings("UnusedVariable")
    private boolean best;

    @Option(names = "--last", description = "The last of those left.")
    private boolean last;
  }

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run = Path.of(".");

  @Option(names = "--iteration", paramLabel = "N", description = "Only episodes of an iteration.")
  private @Nullable Integer iteration;

  @Option(
      names = "--condition",
      paramLabel = "NAME",
      description = "Only episodes of a condition, by name or number.")
  private @Nullable String condition;

  @Option(
      names = "--evaluation",
      paramLabel = "N",
      description =
          "Episodes of an evaluation instead of those of learning; 0 is the one at the end"
              + " of training.")
  private @Nullable Integer evaluation;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Which which = new Which();

  @Option(
      names = "--with",
      paramLabel = "OTHER",
      description = "Another episode as a ghost: N for the N-th of this run, RUN#N of another one,"
          + " RUN for its best in the same condition.")
  private @Nullable String with;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE.html",
      description = "The page. Default: replay-EPISODE.html in the run's folder.")
  private @Nullable Path out;

  @Mixin
  private BrowserOption browser = new BrowserOption();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal();
    try (RunFolder folder = RunFolder.open(run)) {
      ReplayedEpisode episode = choice().in(folder);
      Optional<ReplayedEpisode> ghost =
          with == null ? Optional.empty() : Optional.of(ghost(with, episode));
      Path page = out == null ? run.resolve(fileName(episode)) : out;
      String html = new ReplayPage(episode, ghost).html();
      DurableFile.write(page, html.getBytes(StandardCharsets.UTF_8));
      say(episode, page, terminal);
      browser.show(page, terminal);
    }
    return ExitCode.OK;
  }

  private EpisodeChoice choice() {
    return new EpisodeChoice(
        optional(evaluation),
        optional(iteration),
        Optional.ofNullable(condition),
        optional(which.episode),
        which.last ? Rule.LAST : Rule.BEST);
  }

  private ReplayedEpisode ghost(String other, ReplayedEpisode shown) throws IOException {
    Matcher named = GHOST.matcher(other);
    boolean numbered = named.matches();
    Path folder =
        !numbered ? Path.of(other) : named.group("run") == null ? run : Path.of(named.group("run"));
    EpisodeChoice choice = numbered
        ? EpisodeChoice.numbered(Integer.parseInt(named.group("episode")))
        : EpisodeChoice.best(shown.condition().name());
    try (RunFolder opened = RunFolder.open(folder)) {
      return choice.in(opened);
    }
  }

  private void say(ReplayedEpisode episode, Path page, Terminal terminal) {
    terminal.say(episode.info().task() + ", seed " + episode.info().seed() + ": " + episode.name()
        + ", " + (episode.success() ? "a success" : "no success") + ", cost "
        + Numbers.significant(episode.cost(), 4));
    terminal.say("Replay: " + page);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run.toString());
    if (episode.evaluation().isPresent()) {
      json.put("evaluation", episode.evaluation().getAsInt());
    } else {
      json.put("iteration", episode.id().iteration());
    }
    json.put("condition", episode.condition().name());
    json.put("episode", episode.id().episode());
    json.put("success", episode.success());
    json.put("cost", episode.cost());
    json.put("page", page.toString());
    terminal.result(json);
  }

  private static String fileName(ReplayedEpisode episode) {
    String origin = episode.evaluation().isPresent()
        ? String.format(Locale.ROOT, "evaluation%03d", episode.evaluation().getAsInt())
        : String.format(Locale.ROOT, "i%04d", episode.id().iteration());
    return String.format(
        Locale.ROOT,
        "replay-%s-c%02d-e%03d.html",
        origin,
        episode.id().condition(),
        episode.id().episode());
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
