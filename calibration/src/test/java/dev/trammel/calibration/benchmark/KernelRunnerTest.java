package dev.trammel.calibration.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.linalg.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.RunnerException;

class KernelRunnerTest {

  private static final ProblemSize SMALL = new ProblemSize(3, 2, 5);

  @Test
  void measuresInAProcessOfItsOwn() throws Exception {
    // other benchmarks of this machine may hold JMH's lock; no figure is judged here
    System.setProperty("jmh.ignoreLock", "true");

    Measurement measurement =
        KernelRunner.run(Kernel.TEXTBOOK_SWEEP, SMALL, "rows", new Pace(100, 1));

    assertThat(measurement.micros()).isGreaterThanOrEqualTo(measurement.least());
    assertThat(measurement.least()).isPositive();
    assertThat(measurement.bytes()).isZero();
  }

  @Test
  void whyAProcessFailedIsTold() {
    System.setProperty("jmh.ignoreLock", "true");

    assertThatThrownBy(() -> KernelRunner.run(Kernel.SWEEP, SMALL, "none", new Pace(0, 1)))
        .isInstanceOf(RunnerException.class)
        .hasMessageContaining("there are no kernels 'none' here");
  }

  @ParameterizedTest
  @EnumSource
  void everyKernelRunsAgainAndAgain(Kernel kernel) {
    Work work = kernel.prepare(SMALL, Kernels.rows());

    work.run();
    work.run();
  }

  @Test
  void everyAvailableSweepFindsTheTextbooksGains() {
    for (Kernels kernels : Kernels.available()) {
      SweepWork.backward(new ProblemSize(14, 7, 20), Kernels.named(kernels.name()))
          .run();
    }
  }

  @Test
  void anIterationExpectsAnImprovement() {
    IterationWork iteration = new IterationWork(SMALL, Kernels.rows());

    iteration.run();

    assertThat(iteration.expectedImprovement()).isPositive();
  }
}
