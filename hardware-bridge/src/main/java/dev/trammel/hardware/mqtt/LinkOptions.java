package dev.trammel.hardware.mqtt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a link is to be.
 *
 * @param address of the broker, and who connects
 * @param clientId by which the broker knows the connection; of two with the same one the broker
 *     throws the older one out
 * @param will what the broker publishes if this connection breaks; null for nothing
 * @param subscriptions filters of the topics to hear, all with the greatest QoS, as retained as
 *     published
 * @param keepAliveSeconds of silence after which the broker is asked for a sign of life [s]
 */
public record LinkOptions(
    LinkAddress address,
    String clientId,
    @Nullable Message will,
    List<String> subscriptions,
    int keepAliveSeconds) {

  /** Long enough for a pause of the host, short enough that a will is of use [s]. */
  public static final int KEEP_ALIVE_SECONDS = 2;

  public LinkOptions {
    subscriptions = List.copyOf(subscriptions);
    if (clientId.isEmpty()) {
      throw new IllegalArgumentException("clientId must not be empty");
    }
    if (keepAliveSeconds < 1 || keepAliveSeconds > 60) {
      throw new IllegalArgumentException("keep-alive must be 1 to 60 s, was " + keepAliveSeconds);
    }
  }

  public LinkOptions(
      LinkAddress address, String clientId, @Nullable Message will, List<String> subscriptions) {
    this(address, clientId, will, subscriptions, KEEP_ALIVE_SECONDS);
  }
}
