package dev.trammel.hardware.benchmark;

import dev.trammel.controller.control.LatencyHistogram;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.Linker;
import dev.trammel.hardware.mqtt.Message;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages at a steady rate to a link that sends them back, and measures the whole way:
 * controller, broker, device, broker, controller. It goes by the topics of the protocol, so that a
 * broker's access list lets it pass.
 */
final class LinkBench implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LAST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Pace pace;
  private final LatencyHistogram latencies = new LatencyHistogram();
  private final Link controller;
  private final Link device;
  private final String there;
  private final String back;
  /** The device's link, once there is one: it may hear before it is known here. */
  private volatile @Nullable Link answering;

  private final AtomicInteger answered = new AtomicInteger();

  /**
   * How it is measured.
   *
   * @param rate of messages [Hz]
   * @param warmUp messages that do not count
   * @param count messages that do
   * @param bytes of a message
   */
  record Pace(int rate, int warmUp, int count, int qos, int bytes) {}

  LinkBench(LinkAddress address, Linker linker, Pace pace) {
    this.pace = pace;
    String root = "trammel/v1/" + address.device();
    there = root + "/from/" + address.user() + "/fast";
    back = root + "/to/" + address.user() + "/pong";
    String id = "bench-" + ProcessHandle.current().pid() + "-" + pace.qos();
    LinkAddress deviceAddress = address.withUser(address.device());
    device = linker.open(
        new LinkOptions(deviceAddress, id + "-device", null, List.of(there)), this::echo);
    answering = device;
    controller = linker.open(
        new LinkOptions(address, id + "-controller", null, List.of(back)),
        (topic, payload, retained) -> receive(payload));
  }

  private void echo(String topic, byte[] payload, boolean retained) {
    Link link = answering;
    if (link != null) {
      link.publish(Message.of(back, payload, pace.qos()));
    }
  }

  private void receive(byte[] payload) {
    long now = System.nanoTime();
    ByteBuffer message = ByteBuffer.wrap(payload);
    if (message.getInt() >= pace.warmUp()) {
      latencies.add(now - message.getLong());
    }
    answered.incrementAndGet();
  }

  /** Measures, and waits for the last answers. */
  LinkResult run(String broker) throws LinkException {
    device.awaitConnected(PATIENCE);
    controller.awaitConnected(PATIENCE);
    int all = pace.warmUp() + pace.count();
    long period = 1_000_000_000L / pace.rate();
    long next = System.nanoTime();
    int refused = 0;
    for (int i = 0; i < all; i++) {
      for (long now = System.nanoTime(); now < next; now = System.nanoTime()) {
        LockSupport.parkNanos(next - now);
      }
      next += period;
      byte[] payload = new byte[pace.bytes()];
      ByteBuffer.wrap(payload).putInt(i).putLong(System.nanoTime());
      if (!controller.publish(Message.of(there, payload, pace.qos()))) {
        refused++;
      }
    }
    long until = System.nanoTime() + LAST_WAIT_NANOS;
    while (answered.get() < all - refused && System.nanoTime() < until) {
      LockSupport.parkNanos(1_000_000);
    }
    return new LinkResult(broker, pace, latencies);
  }

  @Override
  public void close() {
    controller.close();
    device.close();
  }
}
