package dev.trammel.hardware.cli;

import dev.trammel.hardware.emulated.CoreObserver;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.Event;
import java.util.function.Consumer;

/** Passes on what a device tells people, also while there is no broker to tell it to. */
final class Story implements CoreObserver {

  private final String topic;
  private final Consumer<Event> reader;

  /**
   * @param topic of events
   * @param reader called in the core's own thread
   */
  Story(String topic, Consumer<Event> reader) {
    this.topic = topic;
    this.reader = reader;
  }

  @Override
  public void goes(String to, byte[] payload) {
    if (to.equals(topic) && Event.decode(payload) instanceof Decoded.Valid<Event> told) {
      reader.accept(told.value());
    }
  }

  @Override
  public void comes(String from, byte[] payload, boolean retained, long nowMicros) {}

  @Override
  public void ticks(long nowMicros) {}

  @Override
  public void halts(long nowMicros) {}
}
