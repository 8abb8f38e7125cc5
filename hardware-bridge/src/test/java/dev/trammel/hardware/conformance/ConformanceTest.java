package dev.trammel.hardware.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.mqtt.LinkException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConformanceTest {

  @ParameterizedTest
  @ValueSource(strings = {"cartpole-swingup", "arm-reach"})
  void deviceOfThisProjectConforms(String task) throws IOException, LinkException {
    DeviceInMemory device = new DeviceInMemory(task, new DeviceInMemory.Fault() {});

    List<Verdict> verdicts = device.tried(name -> true);

    assertThat(DeviceInMemory.failed(verdicts)).isEmpty();
    assertThat(verdicts).hasSize(1 + Conformance.names().size());
  }
}
