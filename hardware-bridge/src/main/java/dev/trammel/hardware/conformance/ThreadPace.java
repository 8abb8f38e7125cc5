package dev.trammel.hardware.conformance;

import java.util.concurrent.TimeUnit;

/** Waits as threads do. */
final class ThreadPace implements Pace {

  private static final long MILLIS = 2;

  @Override
  public long micros() {
    return System.nanoTime() / 1000;
  }

  @Override
  public void pause(Object monitor) {
    try {
      TimeUnit.MILLISECONDS.timedWait(monitor, MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Deviation("interrupted");
    }
  }
}
