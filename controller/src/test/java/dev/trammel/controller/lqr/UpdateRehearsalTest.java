package dev.trammel.controller.lqr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.control.WarmUp;
import dev.trammel.controller.control.WarmUpReport;
import dev.trammel.controller.linalg.Kernels;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpdateRehearsalTest {

  static List<Kernels> kernels() {
    return Kernels.available();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void theKernelsOfAnUpdateSettleAndThenAllocateNothing(Kernels kernels) {
    WarmUpReport report = UpdateRehearsal.run(kernels, 20, 6, 3, new WarmUp(60));

    assertThat(report.settled()).isTrue();
    assertThat(report.bytesPerCall()).isZero();
  }
}
