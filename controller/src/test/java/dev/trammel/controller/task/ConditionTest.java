package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.plant.EpisodeStart;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConditionTest {

  private static Condition ready() throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find("planar-reach"))
        .conditions()
        .get(0);
  }

  @Test
  void startsHaveTheMeanAndSpreadThatWereAskedFor() throws IOException {
    Condition condition = ready();
    SplittableRandom random = new SplittableRandom(1);
    int count = 20_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double elbow = condition.drawStart(random).positions()[1];
      sum += elbow;
      squares += (elbow - 0.6) * (elbow - 0.6);
    }

    assertThat(sum / count).isCloseTo(0.6, within(4 * 0.05 / Math.sqrt(count)));
    assertThat(Math.sqrt(squares / count)).isCloseTo(0.05, within(0.0015));
  }

  @Test
  void oneSeedGivesOneStart() throws IOException {
    EpisodeStart first = ready().drawStart(new SplittableRandom(7));
    EpisodeStart second = ready().drawStart(new SplittableRandom(7));
    EpisodeStart other = ready().drawStart(new SplittableRandom(8));

    assertThat(second.positions()).containsExactly(first.positions());
    assertThat(second.velocities()).containsExactly(first.velocities());
    assertThat(second.seed()).isEqualTo(first.seed());
    assertThat(other.positions()).doesNotContain(first.positions()[0]);
  }

  @Test
  void theMeanStartHasNoNoise() throws IOException {
    assertThat(ready().meanStart(3).positions()).containsExactly(0, 0.6);
    assertThat(ready().meanStart(3).velocities()).containsOnly(0);
  }
}
