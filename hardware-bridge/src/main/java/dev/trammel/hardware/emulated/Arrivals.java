package dev.trammel.hardware.emulated;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What came for a device and waits for its thread. Stops have a place of their own, which is never
 * full and is looked at first; of all the rest only so much waits.
 *
 * <p>Any thread may put; one takes.
 */
final class Arrivals {

  private final int most;
  private final Predicate<String> isStop;
  private final Map<String, Stop> stops = new LinkedHashMap<>();
  private final Deque<Arrival> others = new ArrayDeque<>();
  private int dropped;

  /**
   * A message.
   *
   * @param due when it may be handed over, on the clock of {@code System.nanoTime} [ns]
   */
  record Arrival(String topic, byte[] payload, boolean retained, long due) {}

  /**
   * What waits of one topic of stops. However many came: a stop, if there was one, and that it was
   * taken back, if nothing came after that.
   */
  private record Stop(@Nullable Arrival given, @Nullable Arrival takenBack) {

    Stop and(Arrival next) {
      return next.payload().length == 0
          ? new Stop(given, next)
          : new Stop(given == null ? next : given, null);
    }
  }

  /**
   * Nothing yet.
   *
   * @param most how many messages wait that are no stops; what comes then is lost
   * @param isStop which topics stop
   */
  Arrivals(int most, Predicate<String> isStop) {
    this.most = most;
    this.isStop = isStop;
  }

  synchronized void put(Arrival arrival) {
    if (isStop.test(arrival.topic())) {
      Stop stop = stops.getOrDefault(arrival.topic(), new Stop(null, null));
      stops.put(arrival.topic(), stop.and(arrival));
    } else if (others.size() < most) {
      others.addLast(arrival);
    } else {
      dropped++;
    }
    notifyAll();
  }

  /** The next one that is due, a stop if there is one; null if none is. */
  synchronized @Nullable Arrival take(long nanos) {
    Iterator<Map.Entry<String, Stop>> each = stops.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, Stop> waiting = each.next();
      Stop stop = waiting.getValue();
      Arrival first = stop.given() != null ? stop.given() : stop.takenBack();
      if (first != null && isDue(first, nanos)) {
        if (stop.given() != null && stop.takenBack() != null) {
          waiting.setValue(new Stop(null, stop.takenBack()));
        } else {
          each.remove();
        }
        return first;
      }
    }
    Arrival first = others.peekFirst();
    return first != null && isDue(first, nanos) ? others.pollFirst() : null;
  }

  private static boolean isDue(Arrival arrival, long nanos) {
    return arrival.due() - nanos <= 0;
  }

  /** How many were lost since this was asked last. */
  synchronized int dropped() {
    int lost = dropped;
    dropped = 0;
    return lost;
  }

  /**
   * Waits for something to come, or for what is there to be due.
   *
   * @param most how long at most [ns]
   */
  synchronized void await(long nanos, long most) throws InterruptedException {
    long longest = most;
    Arrival first = others.peekFirst();
    if (first != null) {
      longest = Math.min(longest, first.due() - nanos);
    }
    for (Stop stop : stops.values()) {
      Arrival due = stop.given() != null ? stop.given() : stop.takenBack();
      longest = due == null ? longest : Math.min(longest, due.due() - nanos);
    }
    if (longest > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, longest);
    }
  }
}
