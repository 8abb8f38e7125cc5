package dev.trammel.controller.trajectory;

import static dev.trammel.controller.trajectory.Trajectories.hash;
import static dev.trammel.controller.trajectory.Trajectories.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.control.CycleStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrajectoryHashTest {

  @Test
  void equalTrajectoriesHaveEqualHashes() {
    assertThat(hash(random(1, 9, 3, 3, 2))).isEqualTo(hash(random(1, 9, 3, 3, 2)));
  }

  @Test
  void theHashIsSixteenHexadecimalDigits() {
    assertThat(hash(random(1, 9, 3, 3, 2))).matches("[0-9a-f]{16}");
    assertThat(hash()).matches("[0-9a-f]{16}");
  }

  @Test
  void theOrderOfTrajectoriesCounts() {
    Trajectory a = random(1, 9, 3, 3, 2);
    Trajectory b = random(2, 9, 3, 3, 2);

    assertThat(hash(a, b)).isNotEqualTo(hash(b, a));
  }

  @Test
  void everyBitOfEveryNumberCounts() {
    Set<String> hashes = new HashSet<>();
    for (int place = 0; place < 6; place++) {
      for (int bit = 0; bit < 64; bit++) {
        hashes.add(hash(withBit(place, bit)));
      }
    }
    assertThat(hashes).hasSize(6 * 64);
  }

  @Test
  void zeroAndMinusZeroDiffer() {
    assertThat(hash(withBit(2, 63))).isNotEqualTo(hash(withBit(2, -1)));
  }

  @Test
  void shapeCountsWhenTheNumbersAreTheSame() {
    double[][] wide = {{1, 2}};
    double[][] none = {{}};
    double[][] noInput = {};
    Trajectory states = new Trajectory(wide, none, noInput, noInput, List.of());
    Trajectory mixed =
        new Trajectory(new double[][] {{1}}, new double[][] {{2}}, noInput, noInput, List.of());

    assertThat(hash(states)).isNotEqualTo(hash(mixed));
  }

  /** One step, all numbers zero but for one bit of one of the six. */
  private static Trajectory withBit(int place, int bit) {
    double[] numbers = new double[6];
    numbers[place] = bit < 0 ? 0 : Double.longBitsToDouble(1L << bit);
    return new Trajectory(
        new double[][] {{numbers[0]}, {numbers[1]}},
        new double[][] {{numbers[2]}, {numbers[3]}},
        new double[][] {{numbers[4]}},
        new double[][] {{numbers[5]}},
        List.of(CycleStatus.OK));
  }
}
