package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedsTest {

  @Test
  void everyDrawHasASeedOfItsOwn() {
    List<Long> seeds = new ArrayList<>();
    for (long run = 0; run < 4; run++) {
      for (Seeds of : List.of(Seeds.ofLearning(run), Seeds.ofEvaluation(run))) {
        for (int iteration = 0; iteration < 20; iteration++) {
          seeds.add(of.computation(iteration));
          for (int condition = 0; condition < 5; condition++) {
            for (int episode = 0; episode < 20; episode++) {
              seeds.add(of.episode(iteration, condition, episode));
            }
          }
        }
      }
    }

    assertThat(seeds).doesNotHaveDuplicates();
  }

  @Test
  void aSeedDependsOnNothingButItsPlace() {
    Seeds seeds = Seeds.ofLearning(3);
    long first = seeds.episode(1, 2, 3);
    seeds.episode(9, 9, 9);

    assertThat(seeds.episode(1, 2, 3)).isEqualTo(first);
    assertThat(Seeds.ofLearning(3).episode(1, 2, 3)).isEqualTo(first);
  }
}
