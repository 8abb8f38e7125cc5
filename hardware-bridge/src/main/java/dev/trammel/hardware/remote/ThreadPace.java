package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.PlantException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The time of this process. */
final class ThreadPace implements Pace {

  private static final long NANOS_PER_MICRO = 1000;
  private static final long BEAT_MILLIS = 20;

  private final long begin = System.nanoTime();

  @Override
  public long micros() {
    return (System.nanoTime() - begin) / NANOS_PER_MICRO;
  }

  @Override
  public void pause(Object monitor, long atMost) {
    try {
      TimeUnit.MICROSECONDS.timedWait(monitor, atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlantException("interrupted while waiting for a robot", e);
    }
  }

  @Override
  public Beat beat(Runnable work) {
    ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(task -> {
      Thread thread = new Thread(task, "robot-heartbeat");
      thread.setDaemon(true);
      return thread;
    });
    var unused =
        heart.scheduleWithFixedDelay(work, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    return heart::shutdown;
  }
}
