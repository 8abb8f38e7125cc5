package dev.trammel.hardware.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What is on its way to one end of a connection: sent when its time has come, else in order. */
final class Way {

  /** So many packets wait at most; then their sender waits, as TCP makes it. */
  private static final int MOST_WAITING = 4096;

  private final DelayQueue<Parcel> waiting = new DelayQueue<>();
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final OutputStream out;
  private long count;

  Way(OutputStream out) {
    this.out = out;
  }

  /** Takes a packet that is to be sent at a time [ns]; waits if too many do. */
  void offer(byte[] bytes, long atNanos) throws InterruptedException {
    room.acquire();
    synchronized (this) {
      waiting.add(new Parcel(bytes, atNanos, count++));
    }
  }

  /** Sends, until the other end is gone or the thread is interrupted. */
  void send(Gate gate) throws IOException, InterruptedException {
    while (true) {
      Parcel next = waiting.take();
      gate.pass();
      room.release();
      out.write(next.bytes);
      out.flush();
    }
  }

  private static final class Parcel implements Delayed {

    private final byte[] bytes;
    private final long atNanos;
    private final long number;

    private Parcel(byte[] bytes, long atNanos, long number) {
      this.bytes = bytes;
      this.atNanos = atNanos;
      this.number = number;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      Parcel that = (Parcel) other;
      int byTime = Long.signum(atNanos - that.atNanos);
      return byTime != 0 ? byTime : Long.compare(number, that.number);
    }
  }

  /** Where everything waits while the connection is half open. */
  static final class Gate {

    private boolean open = true;

    synchronized void pass() throws InterruptedException {
      while (!open) {
        wait();
      }
    }

    synchronized void set(boolean open) {
      this.open = open;
      notifyAll();
    }
  }
}
