package dev.trammel.hardware.monitor;

import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Conn.Presence;
import dev.trammel.hardware.wire.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a device at an instant.
 *
 * @param link how the way to the broker is, in words
 * @param presence what the device last said of that, or its will
 * @param birth what it says of itself
 * @param state the newest
 * @param age of the newest state [s]; NaN before the first
 * @param rate of states over the last two seconds [1/s]
 * @param lost states that were sent and did not come
 * @param median of the round trips [s]
 * @param p99 of the round trips [s]
 * @param pings unanswered for more than a second
 * @param disbelieved how many messages the device cannot have said, or had said before, by cause
 * @param events the last few, oldest first
 */
public record DeviceView(
    String link,
    Optional<Presence> presence,
    Optional<Birth> birth,
    Optional<Report.State> state,
    double age,
    double rate,
    long lost,
    double median,
    double p99,
    int pings,
    Map<Code, Long> disbelieved,
    List<String> events) {

  public DeviceView {
    disbelieved = Map.copyOf(disbelieved);
    events = List.copyOf(events);
  }
}
