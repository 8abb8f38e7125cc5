package dev.trammel.hardware.remote;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells when this process is to end, by Ctrl-C or SIGTERM; the process then goes on until this is
 * closed, for a few seconds at most.
 */
final class ProcessEnd implements AutoCloseable {

  /** What it takes to bring a robot to rest and give its lease back. */
  private static final int PATIENCE_SECONDS = 10;

  private final Runnable told;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::tellAndWait, "robot-rest");

  private ProcessEnd(Runnable told) {
    this.told = told;
  }

  /** @param told called from a thread of its own; also if the process is ending already */
  static ProcessEnd watch(Runnable told) {
    ProcessEnd watching = new ProcessEnd(told);
    try {
      Runtime.getRuntime().addShutdownHook(watching.hook);
    } catch (IllegalStateException e) {
      // it is ending already
      told.run();
    }
    return watching;
  }

  private void tellAndWait() {
    told.run();
    try {
      closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is going already: the hook has done its work
      return;
    }
  }
}
