package dev.trammel.calibration.benchmark;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantSpec;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/**
 * Drives a body of its own and takes the CPU time of its episodes, resets apart. For one thread.
 */
final class SimWorker implements AutoCloseable {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final SimBody body;
  private final Plant plant;
  private final Action action;
  private final Observation observation;
  private final SimDrive drive;
  private final SplittableRandom random;

  /** Opens the body on the calling thread, which must be the one that uses it. */
  SimWorker(SimBody body, Plant plant, long seed) {
    this.body = body;
    this.plant = plant;
    PlantSpec spec = plant.spec();
    action = new Action(spec.actionSize());
    observation = new Observation(spec.observationSize());
    drive = body.drive().get();
    random = new SplittableRandom(seed);
    plant.open();
  }

  /**
   * Runs episodes beside other workers, from the moment that all are ready until all are done.
   *
   * @param ready counted down once
   * @param done counted down when this worker's own episodes are over
   * @return CPU seconds per physics step
   */
  double run(int episodes, CountDownLatch ready, CountDownLatch done) throws InterruptedException {
    ready.countDown();
    ready.await();
    long nanos = 0;
    for (int e = 0; e < episodes; e++) {
      nanos += episode();
    }
    done.countDown();
    while (done.getCount() > 0) {
      // the others are still measuring: keep them company
      episode();
    }
    double steps = (double) episodes * body.intervals() * body.settings().physicsSteps();
    return 1e-9 * nanos / steps;
  }

  /** CPU time of the episode's steps [ns]. */
  private long episode() {
    double[] start = body.positions();
    List<Placement> objects = drive.begin(plant.spec(), body.intervals(), random);
    plant.reset(new EpisodeStart(start, new double[start.length], objects, random.nextLong()));
    long begin = THREADS.getCurrentThreadCpuTime();
    for (int k = 0; k < body.intervals(); k++) {
      drive.decide(k, plant, action.applied.data);
      plant.apply(action);
    }
    long nanos = THREADS.getCurrentThreadCpuTime() - begin;
    requireAlive();
    return nanos;
  }

  /** A simulation that blew up stands still, and would be fast. */
  private void requireAlive() {
    if (!plant.observe(observation)) {
      throw new IllegalStateException(
          "the " + body.title() + " must be simulated to the episode's end, blew up before");
    }
  }

  @Override
  public void close() {
    plant.close();
  }
}
