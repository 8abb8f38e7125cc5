package dev.trammel.controller.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C (or SIGTERM) stop work in an orderly way: the work sees {@link #isRequested}, comes
 * to an end and calls {@link #close}; only then the process goes. The exit code is the signal's.
 */
public final class Interruption implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "stop");
  private volatile boolean requested;
  private volatile Runnable hurry = () -> {};

  private Interruption() {}

  /** Watches for signals until {@link #close}. */
  public static Interruption watch() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  public boolean isRequested() {
    return requested;
  }

  /** What is done at once, in a thread of its own, where the work cannot look for itself. */
  public void onRequest(Runnable action) {
    hurry = action;
    if (requested) {
      action.run();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is going already: the hook has done its work
      return;
    }
  }

  private void stopAndWait() {
    requested = true;
    hurry.run();
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("trammel: gave up waiting; what is on the disk is kept");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
