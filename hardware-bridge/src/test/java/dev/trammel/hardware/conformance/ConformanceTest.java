package dev.trammel.hardware.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.mqtt.LinkException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConformanceTest {

  @ParameterizedTest
  @ValueSource(strings = {"cartpole-swingup", "arm-reach"})
  void deviceOfThisProjectConforms(String task) throws IOException, LinkException {
    DeviceInMemory device = DeviceInMemory.emulated(task);

    List<Verdict> verdicts = device.tried(name -> true);

    assertThat(DeviceInMemory.failed(verdicts)).isEmpty();
    assertThat(verdicts).hasSize(1 + Conformance.names().size());
  }

  @Test
  void plainRobotConforms() throws LinkException {
    DeviceInMemory device = DeviceInMemory.plain(Mutant.SOUND);

    assertThat(DeviceInMemory.failed(device.tried(name -> true))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SOUND")
  void deviceWithAFlawIsFound(Mutant mutant) throws LinkException {
    DeviceInMemory device = DeviceInMemory.plain(mutant);

    List<Verdict> verdicts = device.tried(mutant.foundBy()::contains);

    assertThat(verdicts)
        .filteredOn(verdict -> verdict.outcome() == Verdict.Outcome.FAIL)
        .extracting(Verdict::check)
        .containsAll(mutant.foundBy());
  }
}
