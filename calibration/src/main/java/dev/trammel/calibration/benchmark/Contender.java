package dev.trammel.calibration.benchmark;

import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/** Something that is measured at one size of problem, each time in a process of its own. */
interface Contender {

  Line line();

  /** Measures once. */
  Measurement measure() throws RunnerException, IOException, InterruptedException;
}
