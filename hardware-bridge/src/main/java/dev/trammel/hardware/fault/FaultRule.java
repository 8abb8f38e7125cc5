package dev.trammel.hardware.fault;

import dev.trammel.controller.linalg.Require;
import dev.trammel.hardware.mqtt.TopicFilter;

/**
 * What happens to the messages of some topics on their way through the proxy. Messages of one rule
 * and one connection keep their order, but for those that are held back.
 *
 * @param direction which way the messages go
 * @param filter of topics, as in a subscription
 * @param drop part that is lost; who sent it is told that it arrived
 * @param duplicate part that comes twice, the second time with QoS 0
 * @param reorder part that is held back for {@link #HELD_BACK_MILLIS}, so that others overtake it
 * @param delayMillis of every message [ms]
 * @param jitterMillis a random part of it, uniform, comes on top of the delay [ms]
 */
public record FaultRule(
    Direction direction,
    String filter,
    double drop,
    double duplicate,
    double reorder,
    double delayMillis,
    double jitterMillis) {

  public static final double HELD_BACK_MILLIS = 40;

  public FaultRule {
    new TopicFilter(filter);
    Require.inRange(drop, 0, 1, "drop");
    Require.inRange(duplicate, 0, 1, "duplicate");
    Require.inRange(reorder, 0, 1, "reorder");
    Require.nonNegative(delayMillis, "delayMillis");
    Require.nonNegative(jitterMillis, "jitterMillis");
  }

  public static FaultRule drop(Direction direction, String filter, double part) {
    return new FaultRule(direction, filter, part, 0, 0, 0, 0);
  }

  public static FaultRule duplicate(Direction direction, String filter, double part) {
    return new FaultRule(direction, filter, 0, part, 0, 0, 0);
  }

  public static FaultRule reorder(Direction direction, String filter, double part) {
    return new FaultRule(direction, filter, 0, 0, part, 0, 0);
  }

  public static FaultRule delay(
      Direction direction, String filter, double delayMillis, double jitterMillis) {
    return new FaultRule(direction, filter, 0, 0, 0, delayMillis, jitterMillis);
  }

  boolean isFor(Direction way, String topic) {
    return way == direction && new TopicFilter(filter).matches(topic);
  }
}
