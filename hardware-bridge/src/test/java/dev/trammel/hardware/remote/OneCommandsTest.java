package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.plant.PlantException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Two programs that want one emulated robot. */
class OneCommandsTest {

  @Test
  void whileOneCommandsAnotherDoesNot() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", false, "");
        RemotePlant first = bench.plant();
        RemotePlant second = bench.plant()) {
      first.open();
      assertThatThrownBy(second::open)
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("robot: could not get the right to command it")
          .hasMessageContaining("HELD (somebody else commands it)");

      Episodes.run(first, Episodes.exploring(1));
    }
  }

  /** Who commands lets time pass by leaps that no request of another outlasts. */
  @Test
  void onVirtualTimeThatLeapsAnotherIsToldThatItIsCommanded() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", true, "");
        RemotePlant first = bench.plant();
        RemotePlant second = bench.plant()) {
      first.open();
      bench.leap = 3_000_000;

      assertThatThrownBy(second::open)
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("robot: could not get the right to command it")
          .hasMessageContaining("its time is let pass by somebody else")
          .hasMessageContaining("end the other program");
    }
  }
}
