package dev.trammel.calibration.benchmark;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Measures a kernel with JMH in a new process, on the class path and with the options of this one.
 */
final class KernelRunner {

  private static final TimeValue ITERATION = TimeValue.milliseconds(Pace.ITERATION_MILLIS);

  private KernelRunner() {}

  /**
   * Measures.
   *
   * @param kernels the name of those that it runs on
   */
  static Measurement run(Kernel kernel, ProblemSize size, String kernels, Pace pace)
      throws RunnerException {
    RunResult result = new Runner(new OptionsBuilder()
            .include(Pattern.quote(KernelBenchmark.class.getName()) + "\\.")
            .param("kernel", kernel.name())
            .param("size", size.toString())
            .param("kernels", kernels)
            .mode(Mode.SampleTime)
            .timeUnit(TimeUnit.MICROSECONDS)
            .forks(1)
            .warmupIterations(pace.warmUps())
            .warmupTime(ITERATION)
            .measurementIterations(pace.iterations())
            .measurementTime(ITERATION)
            .addProfiler(AllocationProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build())
        .runSingle();
    Result<?> allocation = result.getSecondaryResults().get(AllocationProfiler.LABEL);
    Statistics times = result.getPrimaryResult().getStatistics();
    return new Measurement(
        times.getPercentile(50),
        times.getMin(),
        allocation == null ? Double.NaN : allocation.getScore());
  }
}
