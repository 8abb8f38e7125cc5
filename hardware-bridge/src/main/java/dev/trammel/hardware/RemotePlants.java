package dev.trammel.hardware;

import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.MqttLinker;
import dev.trammel.hardware.remote.RemoteBench;
import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.remote.RemoteSettings;

/** Robots behind real brokers. */
final class RemotePlants {

  private RemotePlants() {}

  /** The same on a bench. */
  static BenchBody createBench(PlantSettings settings) {
    return new RemoteBench(
        settings,
        RemoteSettings.parse(settings.provider()),
        new MqttLinker(Credentials.standard()));
  }

  /** What the robot at an address says of itself. */
  static Nameplate nameplate(String address) {
    return RemoteBench.nameplate(
        RemoteSettings.parse(address), new MqttLinker(Credentials.standard()));
  }

  /** The one that a body's provider is the address of; not yet connected to. */
  static Plant create(PlantSettings settings) {
    return new RemotePlant(
        settings,
        RemoteSettings.parse(settings.provider()),
        new MqttLinker(Credentials.standard()));
  }
}
