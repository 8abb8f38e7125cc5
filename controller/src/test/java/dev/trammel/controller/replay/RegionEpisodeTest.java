package dev.trammel.controller.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.trammel.controller.archive.EpisodeSummary;
import dev.trammel.controller.replay.EpisodeChoice.Rule;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.task.Region;
import dev.trammel.controller.testing.GuidedSled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionEpisodeTest {

  @TempDir
  private Path folder;

  @Test
  void anEpisodeInTheRegionIsReplayedInTheConditionThatItWasDrawnIn() throws IOException {
    GuidedSled.train(folder, GuidedSled.task("region"));
    Set<List<Double>> homes = new HashSet<>();
    try (RunFolder run = RunFolder.open(folder)) {
      for (int i = 0; i < run.iterations().size(); i++) {
        ReplayedEpisode episode = replayed(run, i, i == 0 ? 2 * 2 : 0);
        EpisodeSummary summary = episode.summary();
        SplittableRandom random = new SplittableRandom(summary.id().seed());

        assertThat(episode.task().condition(summary.id().condition(), random).drawStart(random))
            .usingRecursiveComparison()
            .isEqualTo(summary.start());
        // what learning made of it, with the target that it had drawn
        double cost = Arrays.stream(episode.costs()).reduce(0, Double::sum);
        assertThat(cost).isEqualTo(costOf(run.iterations().get(i)));
        // which the archive adds up in another order
        assertThat(episode.cost()).isCloseTo(cost, withinPercentage(1e-12));
        assertThat(new ReplayPage(episode, Optional.empty()).html()).contains("home");
        double[] home = episode.condition().context();
        homes.add(List.of(home[0], home[1], home[2]));
      }
      assertThat(homes).hasSize(run.iterations().size());
    }
  }

  private static ReplayedEpisode replayed(RunFolder run, int iteration, int episode)
      throws IOException {
    return new EpisodeChoice(
            OptionalInt.empty(),
            OptionalInt.of(iteration),
            Optional.of(Region.NAME),
            OptionalInt.of(episode),
            Rule.BEST)
        .in(run);
  }

  private static double costOf(Map<String, ?> record) {
    List<?> conditions = (List<?>) Objects.requireNonNull(record.get("conditions"));
    Map<?, ?> condition = (Map<?, ?>) conditions.get(0);
    return ((Number) Objects.requireNonNull(condition.get("cost"))).doubleValue();
  }
}
