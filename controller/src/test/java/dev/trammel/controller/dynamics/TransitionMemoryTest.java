package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class TransitionMemoryTest {

  private static final int STEPS = 30;

  private final TrajectoryBatch batch = new LinearSystem(3, 2, STEPS, 1).run(4, 0.1, 7);
  private final TransitionMemory all = TransitionMemory.of(List.of(batch));

  private static double[] filled(double value) {
    double[] values = new double[3];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void withinBoundsAreTheTransitionsWhoseStatesBothAre() {
    double[] lower = filled(Double.NEGATIVE_INFINITY);
    double[] upper = filled(Double.POSITIVE_INFINITY);
    lower[1] = -0.4;
    upper[2] = 0.5;
    DMatrixRMaj rows = all.points();

    DMatrixRMaj kept = all.within(lower, upper).points();

    int next = 0;
    for (int i = 0; i < rows.numRows; i++) {
      boolean before = rows.get(i, 1) >= -0.4 && rows.get(i, 2) <= 0.5;
      boolean after = rows.get(i, 6) >= -0.4 && rows.get(i, 7) <= 0.5;
      if (before && after) {
        for (int k = 0; k < rows.numCols; k++) {
          assertThat(kept.get(next, k)).isEqualTo(rows.get(i, k));
        }
        next++;
      }
    }
    assertThat(kept.numRows).isEqualTo(next).isBetween(1, rows.numRows - 1);
  }

  @Test
  void withoutBoundsEveryTransitionIsKept() {
    TransitionMemory kept =
        all.within(filled(Double.NEGATIVE_INFINITY), filled(Double.POSITIVE_INFINITY));

    assertThat(kept.size()).isEqualTo(all.size());
    assertThat(kept.inputSize()).isEqualTo(2);
  }
}
