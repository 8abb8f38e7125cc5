package dev.trammel.hardware;

import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.MqttLinker;
import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.remote.RemoteSettings;

/** Robots behind real brokers. */
final class RemotePlants {

  private RemotePlants() {}

  /** The one that a body's provider is the address of; not yet connected to. */
  static Plant create(PlantSettings settings) {
    return new RemotePlant(
        settings,
        RemoteSettings.parse(settings.provider()),
        new MqttLinker(Credentials.standard()));
  }
}
