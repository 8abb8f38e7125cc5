package dev.trammel.calibration.benchmark;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
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
 *
 * @param warmups how many seconds to let the compiler settle
 * @param seconds how long to measure
 */
record KernelRunner(int warmups, int seconds) {

  private static final String ALLOCATION = "gc.alloc.rate.norm";

  Measurement run(Kernel kernel, ProblemSize size) throws RunnerException {
    RunResult result = new Runner(new OptionsBuilder()
            .include(Pattern.quote(KernelBenchmarks.class.getName() + "." + kernel.method) + "$")
            .param("size", size.toString())
            .mode(Mode.SampleTime)
            .timeUnit(TimeUnit.MICROSECONDS)
            .forks(1)
            .warmupIterations(warmups)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(seconds)
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build())
        .runSingle();
    Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
    Statistics times = result.getPrimaryResult().getStatistics();
    return new Measurement(
        times.getPercentile(50),
        times.getMin(),
        allocation == null ? Double.NaN : allocation.getScore());
  }
}
