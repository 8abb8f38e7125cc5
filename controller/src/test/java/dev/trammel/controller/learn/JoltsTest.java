package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.testing.SpringSled;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class JoltsTest {

  private final Task task = SpringSled.task();

  @Test
  void inputsAreLeftAloneMostOfTheTimeAndJoltedSometimes() {
    int steps = 0;
    int jolted = 0;
    for (long seed = 0; seed < 200; seed++) {
      for (DMatrixRMaj added : Jolts.draw(task, new SplittableRandom(seed))) {
        steps++;
        jolted += added.data[0] == 0 ? 0 : 1;
      }
    }
    int length = (int) Math.max(1, Math.round(0.1 / task.plant().period()));
    long each = Math.max(1, Math.round(task.duration()));

    assertThat(jolted).isGreaterThan(0).isLessThanOrEqualTo((int) (200 * each * length));
    assertThat(jolted).isLessThan(steps);
  }

  @Test
  void aSeedHasItsOwnJolts() {
    assertThat(first(3)).isEqualTo(first(3)).isNotEqualTo(first(4));
  }

  private double[] first(long seed) {
    DMatrixRMaj[] added = Jolts.draw(task, new SplittableRandom(seed));
    double[] inputs = new double[added.length];
    for (int t = 0; t < inputs.length; t++) {
      inputs[t] = added[t].data[0];
    }
    return inputs;
  }
}
