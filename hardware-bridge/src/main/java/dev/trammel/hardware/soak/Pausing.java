package dev.trammel.hardware.soak;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A thread that does its work again and again, and can be made to pause between two times. */
abstract class Pausing {

  private final Diary diary;
  private final String name;
  private boolean pause = true;
  private boolean idle = true;
  private boolean over;
  private @Nullable Thread thread;

  Pausing(String name, Diary diary) {
    this.name = name;
    this.diary = diary;
  }

  /** Does it once. */
  abstract void work() throws InterruptedException;

  String name() {
    return name;
  }

  /** Begins, in pause. */
  void start() {
    Thread made = new Thread(this::live, "soak " + name);
    made.setDaemon(true);
    made.start();
    thread = made;
  }

  private void live() {
    try {
      while (waitForWork()) {
        work();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      diary.breach(Rule.CRASH, name + ": " + e);
    } finally {
      rest();
    }
  }

  private synchronized void rest() {
    idle = true;
    notifyAll();
  }

  private synchronized boolean waitForWork() throws InterruptedException {
    while (pause && !over) {
      idle = true;
      notifyAll();
      wait();
    }
    idle = false;
    return !over;
  }

  /** Whether it should come to a pause. */
  synchronized boolean isAskedToPause() {
    return pause || over;
  }

  synchronized void pause() {
    pause = true;
    notifyAll();
  }

  synchronized void resume() {
    pause = false;
    notifyAll();
  }

  /** Waits until it pauses; a worker that does not hangs. */
  synchronized void awaitPause(long seconds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!idle) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        diary.breach(Rule.CRASH, name + " hangs: it did not come to a pause in " + seconds + " s");
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Waits so long [ms], or until it is asked to pause. */
  synchronized void doze(long millis) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = until - System.nanoTime(); left > 0 && !pause && !over; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = until - System.nanoTime();
    }
  }

  void close() throws InterruptedException {
    synchronized (this) {
      over = true;
      notifyAll();
    }
    awaitPause(60);
    if (thread != null) {
      thread.interrupt();
      thread.join();
    }
  }
}
