package dev.trammel.hardware;

import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.spi.BenchProvider;
import dev.trammel.controller.task.PlantSettings;

/** Offers robots behind a broker to a bench, by addresses such as {@code mqtt://host/arm1}. */
public final class MqttBenchProvider implements BenchProvider {

  @Override
  public String name() {
    return "mqtt";
  }

  @Override
  public Nameplate nameplate(String address) {
    return RemotePlants.nameplate(address);
  }

  @Override
  public BenchBody create(PlantSettings settings) {
    return RemotePlants.createBench(settings);
  }
}
