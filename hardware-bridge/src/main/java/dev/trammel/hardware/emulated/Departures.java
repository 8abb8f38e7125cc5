package dev.trammel.hardware.emulated;

import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.Message;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a device has said and a slow network has not taken yet. */
final class Departures {

  private final Deque<Departure> waiting = new ArrayDeque<>();
  private final Delay way;

  private record Departure(Message message, long due) {}

  Departures(Delay way) {
    this.way = way;
  }

  void add(Message message, long nanos) {
    waiting.add(new Departure(message, way.arrival(nanos)));
  }

  /** Publishes what is due; what the link cannot take now is lost. */
  void publishTo(Link link, long nanos) {
    while (!waiting.isEmpty() && waiting.getFirst().due() <= nanos) {
      link.publish(waiting.removeFirst().message());
    }
  }

  /** How long it is until the next one is due, but no longer than this [ns]. */
  long untilNext(long nanos, long longest) {
    return waiting.isEmpty() ? longest : Math.min(longest, waiting.getFirst().due() - nanos);
  }
}
