package dev.trammel.hardware.broker;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.hardware.mqtt.LinkAddress;

/**
 * A broker within this program, for a start without set-up and for tests. It lets everybody in and
 * therefore listens to this machine only; it keeps nothing on disk. A robot needs a real one.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final String ARTEMIS =
      "org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ";

  private final ArtemisServer server;

  private EmbeddedBroker(ArtemisServer server) {
    this.server = server;
  }

  /**
   * Starts one; it accepts connections when this returns.
   *
   * @param port 0 for any that is free
   * @throws UsageException if the port is taken, or if this image of Trammel holds no broker
   */
  public static EmbeddedBroker start(int port) {
    requireArtemis();
    return new EmbeddedBroker(ArtemisServer.start(port));
  }

  /** The jars of a robot's image are without it. */
  private static void requireArtemis() {
    try {
      Class.forName(ARTEMIS, false, EmbeddedBroker.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new UsageException(
          "this installation of Trammel holds no broker: it is a robot's; name one, like"
              + " mqtt://HOST/DEVICE",
          e);
    }
  }

  public int port() {
    return server.port();
  }

  /** Where a device is found here. */
  public LinkAddress address(String user, String device) {
    return new LinkAddress(false, user, "localhost", port(), device);
  }

  /** Ends every connection; what was retained is forgotten. */
  @Override
  public void close() {
    server.stop();
  }

  ArtemisServer server() {
    return server;
  }
}
