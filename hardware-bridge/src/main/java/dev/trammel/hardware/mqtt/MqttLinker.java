package dev.trammel.hardware.mqtt;

/** Makes links to real brokers by MQTT 5. */
public final class MqttLinker implements Linker {

  private final Credentials credentials;

  public MqttLinker(Credentials credentials) {
    this.credentials = credentials;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.trammel.controller.linalg.UsageException if the user's credentials cannot be used
   */
  @Override
  public Link open(LinkOptions options, LinkListener listener) {
    MqttLink link = new MqttLink(options, credentials.accessTo(options.address()), listener);
    link.start();
    return link;
  }
}
