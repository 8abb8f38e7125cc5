package dev.trammel.hardware.soak;

import dev.trammel.hardware.emulated.CoreObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What came to a device of late, kept for who wants to say it again. */
final class Captured implements CoreObserver {

  private static final int KEPT = 100;

  private final Witness witness;
  private final Deque<Packet> packets;

  /** A message on its topic. */
  record Packet(String topic, byte[] bytes) {}

  /** @param packets that came to earlier boots; modified */
  Captured(Witness witness, Deque<Packet> packets) {
    this.witness = witness;
    this.packets = packets;
  }

  static Deque<Packet> nothing() {
    return new ArrayDeque<>();
  }

  static List<Packet> copy(Deque<Packet> packets) {
    synchronized (packets) {
      return List.copyOf(packets);
    }
  }

  @Override
  public void comes(String topic, byte[] payload, boolean retained, long nowMicros) {
    synchronized (packets) {
      packets.add(new Packet(topic, payload.clone()));
      if (packets.size() > KEPT) {
        packets.removeFirst();
      }
    }
    witness.comes(topic, payload, retained, nowMicros);
  }

  @Override
  public void ticks(long nowMicros) {
    witness.ticks(nowMicros);
  }

  @Override
  public void halts(long nowMicros) {
    witness.halts(nowMicros);
  }

  @Override
  public void goes(String topic, byte[] payload) {
    witness.goes(topic, payload);
  }
}
