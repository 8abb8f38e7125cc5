package dev.trammel.calibration.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** Measures a network with JMH in a new process. */
final class PolicyRunner {

  private PolicyRunner() {}

  /** One run of {@link ForwardWork#PASSES} passes. */
  static Measurement run(PolicyLine line, String kernels, Pace pace) throws RunnerException {
    ChainedOptionsBuilder options = KernelRunner.options(PolicyBenchmark.class, pace)
        .param("line", line.name())
        .param("kernels", kernels)
        .mode(Mode.SampleTime)
        .timeUnit(TimeUnit.MICROSECONDS);
    return KernelRunner.measure(options.build());
  }
}
