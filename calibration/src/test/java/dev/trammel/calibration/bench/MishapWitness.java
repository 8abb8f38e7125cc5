package dev.trammel.calibration.bench;

import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkListener;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.MqttLinker;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Hears what a robot says of itself, on a cable of its own. Thread-safe. */
final class MishapWitness implements LinkListener, AutoCloseable {

  private static final double NANOS = 1e9;

  private final Link link;
  private Optional<Seen> newest = Optional.empty();

  /**
   * A state.
   *
   * @param time by the robot's clock [µs]
   * @param at when it came here [ns]
   */
  record Seen(Report.State state, long time, long at) {

    /** Whether nothing drives it. */
    boolean isAtRest() {
      DeviceState now = state.condition().state();
      return now != DeviceState.ACTIVE
          && now != DeviceState.STOPPING
          && Arrays.stream(state.applied()).allMatch(effort -> effort == 0);
    }
  }

  MishapWitness(int port, String device) {
    LinkAddress address = new LinkAddress(false, "witness", "localhost", port, device);
    LinkOptions options =
        new LinkOptions(address, "witness", null, List.of(new Topics(device).state()));
    link = new MqttLinker(Credentials.standard()).open(options, this);
  }

  @Override
  public synchronized void received(String topic, byte[] payload, boolean retained) {
    if (!retained
        && Frame.open(payload) instanceof Frame.Opening.Opened opened
        && opened.frame().report() instanceof Decoded.Valid<Report> valid
        && valid.value() instanceof Report.State state) {
      newest = Optional.of(new Seen(state, opened.frame().header().time(), System.nanoTime()));
    }
    notifyAll();
  }

  /** The newest state, if it came after an instant [ns]. */
  synchronized Optional<Seen> newest(long after) {
    return newest.filter(seen -> seen.at() > after);
  }

  /** Waits for something that is heard; false if it does not come in time. */
  synchronized boolean await(double seconds, BooleanSupplier heard) throws InterruptedException {
    long until = System.nanoTime() + (long) (NANOS * seconds);
    while (!heard.getAsBoolean()) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  @Override
  public void close() {
    link.close();
  }
}
