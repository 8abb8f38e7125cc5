package dev.trammel.hardware.cli;

import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.MqttLinker;
import dev.trammel.hardware.remote.Hands;
import dev.trammel.hardware.remote.RemoteSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which robot a command is for, and who gives it. */
final class RobotOptions {

  @Parameters(
      paramLabel = "ADDRESS",
      description = "mqtt://[USER@]HOST[:PORT]/ROBOT, or mqtts://… for TLS.")
  private String address = "";

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Who speaks to the broker. Default: the address's, or the name of whoever is"
          + " logged in here.")
  private @Nullable String user;

  RemoteSettings settings() {
    RemoteSettings settings = RemoteSettings.parse(address);
    return user == null ? settings : settings.withUser(user);
  }

  LinkAddress address() {
    return settings().address();
  }

  Hands hands() {
    return new Hands(settings(), new MqttLinker(Credentials.standard()));
  }
}
