package dev.trammel.calibration.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
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
    return measure(options(KernelBenchmark.class, pace)
        .param("kernel", kernel.name())
        .param("size", size.toString())
        .param("kernels", kernels)
        .mode(Mode.SampleTime)
        .timeUnit(TimeUnit.MICROSECONDS)
        .build());
  }

  /** What all benchmarks have in common. */
  static ChainedOptionsBuilder options(Class<?> benchmark, Pace pace) {
    return new OptionsBuilder()
        .include(Pattern.quote(benchmark.getName()) + "\\.")
        .param("warmUpMillis", String.valueOf(pace.warmUpMillis()))
        .forks(1)
        .warmupIterations(1)
        .warmupTime(ITERATION)
        .measurementIterations(pace.iterations())
        .measurementTime(ITERATION)
        .addProfiler(AllocationProfiler.class)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true);
  }

  /** Runs one, whose unit is the microsecond. */
  static Measurement measure(Options options) throws RunnerException {
    RunResult result = runQuietly(options);
    Result<?> allocation = result.getSecondaryResults().get(AllocationProfiler.LABEL);
    Statistics times = result.getPrimaryResult().getStatistics();
    return new Measurement(
        times.getPercentile(50),
        times.getMin(),
        allocation == null ? Double.NaN : allocation.getScore());
  }

  /** What the process says, warnings of the JVM for instance, is only worth reading if it failed. */
  private static RunResult runQuietly(Options options) throws RunnerException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    OutputFormat format = OutputFormatFactory.createFormatInstance(
        new PrintStream(said, true, StandardCharsets.UTF_8), VerboseMode.SILENT);
    try {
      return new Runner(options, format).runSingle();
    } catch (RunnerException e) {
      throw new RunnerException(
          e.getMessage() + ": " + reason(e, said.toString(StandardCharsets.UTF_8)), e);
    }
  }

  /** What the process threw, or else what it said. */
  private static String reason(RunnerException failure, String said) {
    Throwable cause = failure.getCause();
    return cause == null || cause.getSuppressed().length == 0
        ? said
        : String.valueOf(cause.getSuppressed()[0].getMessage());
  }
}
