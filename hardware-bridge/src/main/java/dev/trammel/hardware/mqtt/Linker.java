package dev.trammel.hardware.mqtt;

/** Makes links: to real brokers, or to one in memory. */
@FunctionalInterface
public interface Linker {

  /** A link that begins to connect at once. */
  Link open(LinkOptions options, LinkListener listener);
}
