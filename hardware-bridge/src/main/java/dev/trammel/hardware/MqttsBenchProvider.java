package dev.trammel.hardware;

import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.spi.BenchProvider;
import dev.trammel.controller.task.PlantSettings;

/** Offers robots to a bench that are spoken to by TLS, as in {@code mqtts://lab@host/arm1}. */
public final class MqttsBenchProvider implements BenchProvider {

  @Override
  public String name() {
    return "mqtts";
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
