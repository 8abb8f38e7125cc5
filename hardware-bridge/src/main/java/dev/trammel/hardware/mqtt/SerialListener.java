package dev.trammel.hardware.mqtt;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Calls a listener one call at a time, until closed; what it throws does not harm the link. */
final class SerialListener {

  private final LinkListener listener;
  /** A listener may close its link, hence reentrant. */
  private final ReentrantLock lock = new ReentrantLock();

  private boolean closed;

  SerialListener(LinkListener listener) {
    this.listener = listener;
  }

  void tell(Consumer<LinkListener> news) {
    lock.lock();
    try {
      if (!closed) {
        news.accept(listener);
      }
    } catch (RuntimeException | Error e) {
      // as if the listener had a thread of its own: a fault there does not cost the connection
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    } finally {
      lock.unlock();
    }
  }

  /** Whether the calling thread is the one that tells. */
  boolean isBeingTold() {
    return lock.isHeldByCurrentThread();
  }

  /** After this returns the listener is not called. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
