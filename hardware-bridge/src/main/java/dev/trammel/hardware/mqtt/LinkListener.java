package dev.trammel.hardware.mqtt;

/**
 * Hears of a link. One call at a time, so that nothing in here needs a lock against itself; but a
 * call must never block, or the connection is lost: hand over what takes longer. It may publish.
 */
@FunctionalInterface
public interface LinkListener {

  /**
   * A message came.
   *
   * @param payload belongs to the listener
   * @param retained whether the broker had kept it, or its sender asked the broker to keep it
   */
  void received(String topic, byte[] payload, boolean retained);

  /**
   * There is a connection, the first or another one, and everything is subscribed to. Messages may
   * have come before.
   */
  default void connected() {}

  /** The connection was lost; the link tries again by itself. */
  default void disconnected(LinkException why) {}

  /** The broker refused a message or a subscription; the exception names its topic and the reason. */
  default void refused(LinkException why) {}
}
