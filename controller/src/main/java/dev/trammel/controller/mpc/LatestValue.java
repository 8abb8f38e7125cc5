package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Hands the newest value from one thread to another: three copies, of which the writer owns one, the
 * reader one, and the last one written waits between them. Neither ever waits, a value that was not
 * read in time is overwritten, and none is seen half written. One writer, one reader; nothing
 * allocates after the constructor.
 *
 * @param <V> a mutable value
 */
public final class LatestValue<V> {

  /** Beside the place of what waits: it has not been read. */
  private static final int FRESH = 4;

  private final Object[] copies = new Object[3];
  private final AtomicInteger waiting = new AtomicInteger(1);
  private int writing;
  private int reading = 2;

  /** Makes the three copies. */
  public LatestValue(Supplier<V> copies) {
    for (int i = 0; i < this.copies.length; i++) {
      this.copies[i] = copies.get();
    }
  }

  /** What the writer may change until it publishes it; holds some value of before. */
  @RealTime
  public V draft() {
    return copy(writing);
  }

  /** Makes the draft the newest value, and another copy the draft. */
  @RealTime
  public void publish() {
    writing = waiting.getAndSet(writing | FRESH) & ~FRESH;
  }

  /** Takes the newest value, if there is one that {@link #read} did not have; answers whether. */
  @RealTime
  public boolean refresh() {
    if ((waiting.get() & FRESH) == 0) {
      return false;
    }
    reading = waiting.getAndSet(reading) & ~FRESH;
    return true;
  }

  /** The value of the last refresh; before the first, the one it was made with. */
  @RealTime
  public V read() {
    return copy(reading);
  }

  // they all come from the supplier
  @SuppressWarnings("unchecked")
  private V copy(int place) {
    return (V) copies[place];
  }
}
