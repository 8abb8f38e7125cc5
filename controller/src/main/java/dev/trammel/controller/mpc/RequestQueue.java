package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Hands every request on, in order, from one thread to another; where the reader is too far behind,
 * none is taken. Neither side waits, nothing allocates after the constructor.
 */
final class RequestQueue {

  private final PlanRequest[] places;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();

  /**
   * @param size how far the reader may be behind
   */
  RequestQueue(int size, Supplier<PlanRequest> room) {
    places = new PlanRequest[size];
    Arrays.setAll(places, i -> room.get());
  }

  /** Copies a request to the end; false if there is no room. */
  @RealTime
  boolean offer(PlanRequest request) {
    long at = written.get();
    if (at - read.get() == places.length) {
      return false;
    }
    request.copyTo(place(at));
    written.set(at + 1);
    return true;
  }

  /** Whether there is nothing to read. */
  @RealTime
  boolean isEmpty() {
    return read.get() == written.get();
  }

  /** The oldest request, if there is one; the reader's until it is dropped. */
  @RealTime
  PlanRequest first() {
    return place(read.get());
  }

  /** Gives the oldest request's place free. */
  @RealTime
  void drop() {
    read.set(read.get() + 1);
  }

  private PlanRequest place(long number) {
    return places[(int) (number % places.length)];
  }
}
