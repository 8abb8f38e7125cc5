package dev.trammel.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.Trammel.Ended;
import dev.trammel.controller.storage.Json;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code check}, with the simulated bodies that it tries. */
class CheckTest {

  private static final int USAGE = 2;

  @TempDir
  private Path folder;

  private Ended run(String... arguments) throws Exception {
    return Trammel.run(folder, arguments);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      cart-double-pendulum-swingup | plant.timeStep=0.05 --set conditions[0].start.velocities.hinge1=9 | plant.timeStep: is long for this robot
      arm-reach | conditions[0].start.positions.joint1=3 | the robot does not rest here
      """)
  void aSecondOfSimulationFindsIt(String task, String override, String text) throws Exception {
    Ended check = run(("check " + task + " --set " + override).split(" "));

    assertThat(check.out()).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arm-bench",
        "arm-reach",
        "cart-double-pendulum-swingup",
        "cartpole-swingup",
        "joint-bench",
        "pendulum-swingup",
        "planar-reach"
      })
  void aShippedTaskPassesStrictly(String task) throws Exception {
    Ended good = run("check", task, "--strict", "--json");

    assertThat(good.code()).as(good.err()).isZero();
    Map<?, ?> json = Json.read(good.out());
    assertThat((Object) json.get("ok")).isEqualTo(true);
    assertThat((Object) json.get("warnings")).isEqualTo(0);
  }

  @Test
  void aWarningDoesNotPassStrictly() throws Exception {
    Ended slow =
        run("check", "pendulum-swingup", "--strict", "--set", "plant.sensors[0].delay=0.2");

    assertThat(slow.code()).isEqualTo(USAGE);
    assertThat(slow.out()).contains("no errors, 1 warning: not with --strict.");
  }

  @Test
  void whatCannotBeCheckedIsOneObjectForAProgram() throws Exception {
    Ended none = run("check", "pendulum", "--json");
    Ended wrong = run("chek", "pendulum-swingup", "--json");

    assertThat(none.code()).isEqualTo(USAGE);
    assertThat(String.valueOf(Json.read(none.out()).get("error"))).startsWith("no task 'pendulum'");
    assertThat(String.valueOf(Json.read(wrong.out()).get("error")))
        .startsWith("Unmatched arguments from index 0: 'chek'")
        .endsWith("; did you mean 'check'?");
  }
}
