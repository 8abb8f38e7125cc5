package dev.trammel.calibration.benchmark;

import org.openjdk.jmh.runner.RunnerException;

/**
 * One of Trammel's kernels, or the textbook's sweep on EJML.
 *
 * @param kernels the name of those that it runs on
 */
record KernelContender(Line line, Kernel kernel, ProblemSize size, String kernels, Pace pace)
    implements Contender {

  @Override
  public Measurement measure() throws RunnerException {
    return KernelRunner.run(kernel, size, kernels, pace);
  }
}
