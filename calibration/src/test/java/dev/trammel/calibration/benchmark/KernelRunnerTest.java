package dev.trammel.calibration.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.run.Json;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Benchmark;

class KernelRunnerTest {

  private static final ProblemSize SMALL = new ProblemSize(3, 2, 5);

  @Test
  void measuresInAProcessOfItsOwn() throws Exception {
    // other benchmarks of this machine may hold JMH's lock; no figure is judged here
    System.setProperty("jmh.ignoreLock", "true");

    Measurement measurement = new KernelRunner(0, 1).run(Kernel.UPDATE, SMALL);

    assertThat(measurement.micros()).isGreaterThanOrEqualTo(measurement.least());
    assertThat(measurement.least()).isPositive();
    assertThat(measurement.bytes()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void everyKernelIsABenchmarkThatRuns(Kernel kernel) throws Exception {
    KernelBenchmarks.UpdateState update = new KernelBenchmarks.UpdateState();
    KernelBenchmarks.FitState fit = new KernelBenchmarks.FitState();
    update.size = SMALL.toString();
    fit.size = SMALL.toString();
    update.prepare();
    fit.prepare();
    boolean isFit = kernel == Kernel.FIT_GLOBAL_PRIOR || kernel == Kernel.FIT_MIXTURE_PRIOR;
    Object state = isFit ? fit : update;

    var method = KernelBenchmarks.class.getMethod(kernel.method, state.getClass());

    assertThat(method.isAnnotationPresent(Benchmark.class)).isTrue();
    assertThat(method.invoke(new KernelBenchmarks(), state)).isNotNull();
  }

  @Test
  void ratiosAreTakenWithinRounds() {
    KernelResult result = new KernelResult(SMALL, List.of(round(10), round(20), round(90)));

    Map<?, ?> json = Json.read(Json.write(result.toJson()));

    assertThat((Object) json.get("sweep_us")).isEqualTo(40.0);
    assertThat((Object) json.get("textbook_over_sweep")).isEqualTo(0.5);
    assertThat((Object) json.get("update_over_sweep")).isEqualTo(2.0);
  }

  /** Each kernel takes its number and one times as long. */
  private static Map<Kernel, Measurement> round(double micros) {
    Map<Kernel, Measurement> round = new EnumMap<>(Kernel.class);
    for (Kernel kernel : Kernel.values()) {
      round.put(kernel, new Measurement((kernel.ordinal() + 1) * micros, micros, 0));
    }
    return round;
  }
}
