package dev.trammel.controller.cli;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.plant.PlantSpec;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.ejml.data.DMatrixRMaj;

/**
 * A mass on a rail, 1 kg, with noisy sensors of position and velocity. It can send its own process
 * a signal in the middle of an episode: {@code -Dsled.signal=KILL -Dsled.episode=7}; the signal
 * {@code BREAK} breaks the sled.
 */
final class SledPlant implements Plant {

  private static final AtomicInteger EPISODES = new AtomicInteger();
  private static final double NOISE = 0.001;

  private final PlantSpec spec;
  private SplittableRandom random = new SplittableRandom(0);
  private double position;
  private double velocity;
  private double time;

  SledPlant(PlantSpec spec) {
    this.spec = spec;
  }

  @Override
  public PlantSpec spec() {
    return spec;
  }

  @Override
  public void open() {}

  @Override
  public void reset(EpisodeStart start) {
    position = start.positions()[0];
    velocity = start.velocities()[0];
    random = new SplittableRandom(start.seed());
    time = 0;
    if (EPISODES.getAndIncrement() == Integer.getInteger("sled.episode", -1)) {
      end(System.getProperty("sled.signal", "KILL"));
    }
  }

  @Override
  public boolean observe(Observation out) {
    out.values.data[0] = position + NOISE * (random.nextDouble() - 0.5);
    out.values.data[1] = velocity + NOISE * (random.nextDouble() - 0.5);
    out.time = time;
    return true;
  }

  @Override
  public void apply(Action action) {
    double force = action.applied.data[0];
    position += spec.period() * (velocity + 0.5 * spec.period() * force);
    velocity += spec.period() * force;
    time += spec.period();
  }

  @Override
  public boolean truth(DMatrixRMaj out) {
    out.data[0] = position;
    out.data[1] = velocity;
    return true;
  }

  @Override
  public void close() {}

  private static void end(String signal) {
    if (signal.equals("BREAK")) {
      throw new PlantException("sled1: could not go to the start: the belt broke");
    }
    signalMyself(signal);
  }

  private static void signalMyself(String signal) {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      new ProcessBuilder("kill", "-" + signal, self).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
