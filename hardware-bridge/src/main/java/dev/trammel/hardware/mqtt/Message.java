package dev.trammel.hardware.mqtt;

import dev.trammel.controller.linalg.Require;

/**
 * What is published.
 *
 * @param payload not copied: leave it alone
 * @param qos 0, or 1: the broker confirms it
 * @param retained whether the broker keeps it for who comes later; an empty payload then clears what
 *     it kept
 * @param expirySeconds after which the broker delivers it to nobody any more; 0: never [s]
 */
public record Message(String topic, byte[] payload, int qos, boolean retained, int expirySeconds) {

  /** The greatest payload [byte]. */
  public static final int MOST_BYTES = 256 * 1024;

  /** Payload, topic and what MQTT adds [byte]. */
  static final int MOST_PACKET_BYTES = MOST_BYTES + 1024;

  public Message {
    if (topic.isEmpty() || topic.indexOf('#') >= 0 || topic.indexOf('+') >= 0) {
      throw new IllegalArgumentException(
          "a topic to publish on has no + or #, was '" + topic + "'");
    }
    if (qos != 0 && qos != 1) {
      throw new IllegalArgumentException("QoS must be 0 or 1, was " + qos);
    }
    if (payload.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a payload has at most " + MOST_BYTES + " byte, had " + payload.length);
    }
    Require.atLeast(expirySeconds, 0, "expirySeconds");
  }

  /** A message that is for now only. */
  public static Message of(String topic, byte[] payload, int qos) {
    return new Message(topic, payload, qos, false, 0);
  }

  /** A message of QoS 1 that the broker keeps. */
  public static Message retained(String topic, byte[] payload) {
    return new Message(topic, payload, 1, true, 0);
  }
}
