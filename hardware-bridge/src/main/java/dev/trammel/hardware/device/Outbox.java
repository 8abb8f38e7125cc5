package dev.trammel.hardware.device;

/** Takes what the device says. It must not wait for a network, and may lose what it cannot send. */
@FunctionalInterface
public interface Outbox {

  /**
   * Sends one message.
   *
   * @param topic whole
   * @param payload belongs to the receiver from now on
   * @param qos 0 or 1
   * @param retained whether the broker keeps it
   */
  void send(String topic, byte[] payload, int qos, boolean retained);
}
