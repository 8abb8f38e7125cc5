package dev.trammel.hardware.fault;

/** Which way a message goes through the proxy. */
public enum Direction {
  TO_BROKER,
  FROM_BROKER
}
