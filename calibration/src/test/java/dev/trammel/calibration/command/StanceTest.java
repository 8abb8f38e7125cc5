package dev.trammel.calibration.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.linalg.UsageException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StanceTest {

  private static BenchAccess lever() throws IOException {
    BenchOptions options = new BenchOptions();
    options.device = BenchAccess.SIMULATOR;
    options.task = Optional.of("joint-bench");
    options.calibration = Optional.of("none");
    options.share = 0.25;
    return BenchAccess.of(options);
  }

  private static Recording moving(double position, double rate) {
    double[][] readings = {{position, rate}, {position, rate}};
    double[][] inputs = {{0}};
    return new Recording(Recording.WHOLE, new double[] {0, 0.01}, readings, inputs, inputs);
  }

  @Test
  void itStandsWhereItsSensorsHaveIt() throws IOException {
    assertThat(Stance.of(moving(0.4, 0.1), lever()).positions()).containsExactly(0.4);
  }

  @Test
  void whatSwingsFasterThanMotionsMayIsMovedByNone() throws IOException {
    BenchAccess lever = lever();

    assertThatThrownBy(() -> Stance.requireSlow(moving(0.4, -3.87), lever))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("pivot moves with 3.9 rad/s before anything is asked of it")
        .hasMessageEndingWith("of --share 0.25: wait until it rests, or stop it");
  }
}
