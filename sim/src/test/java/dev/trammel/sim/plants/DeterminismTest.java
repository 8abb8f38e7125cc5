package dev.trammel.sim.plants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One seed gives one hash of all readings. */
class DeterminismTest {

  private static final int EPISODES = 12;

  private static List<Long> serial() {
    return LongStream.range(0, EPISODES)
        .mapToObj(Plants::armEpisodeHash)
        .collect(Collectors.toList());
  }

  @Test
  void twoThreadsGiveWhatOneGives() throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Long>> episodes = LongStream.range(0, EPISODES)
          .mapToObj(seed -> (Callable<Long>) () -> Plants.armEpisodeHash(seed))
          .toList();
      List<Long> hashes = new ArrayList<>();
      for (Future<Long> future : workers.invokeAll(episodes)) {
        hashes.add(future.get());
      }
      assertThat(hashes).isEqualTo(serial()).doesNotHaveDuplicates();
    } finally {
      workers.shutdown();
    }
  }

  @Test
  void anEarlierEpisodeLeavesNoTrace() {
    try (JBulletPlant plant = Plants.arm()) {
      plant.open();
      Plants.episodeHash(plant, 1);
      assertThat(Plants.episodeHash(plant, 2)).isEqualTo(Plants.armEpisodeHash(2));
    }
  }

  @Test
  void theHashIsTheSameOnEveryJava() {
    assertThat(Plants.armEpisodeHash(0)).isEqualTo(4917359609510312667L);
  }
}
