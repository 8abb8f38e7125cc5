package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Trammel.Ended;
import dev.trammel.controller.learn.ControllerFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolveTest {

  @TempDir
  private Path folder;

  @Test
  void whatIsSolvedOnTheEquationsWorksOnThePlant() throws Exception {
    Ended solve =
        new Trammel(folder).run("solve", "sled", "--guess", "0.05", "--seeds", "2", "--json");

    assertThat(solve.code()).as(solve.err()).isEqualTo(ExitCode.OK);
    assertThat(solve.json())
        .containsEntry("task", "sled")
        .containsEntry("solved", true)
        .containsEntry("success_rate", 1.0);
    assertThat((List<?>) solve.json().get("conditions")).hasSize(2).allSatisfy(condition -> {
      List<?> attempts = (List<?>) ((Map<?, ?>) condition).get("attempts");
      assertThat(attempts).hasSize(2);
    });
    assertThat(solve.err()).contains("right, seed 0: solved", "left on the plant");
  }

  @Test
  void zeroInputsAreTheFirstAttemptAndItsControllersAreSaved() throws Exception {
    Path out = folder.resolve("reference");

    Ended solve = new Trammel(folder).run("solve", "sled", "--out", out.toString(), "--json");

    assertThat(solve.code()).as(solve.err()).isEqualTo(ExitCode.OK);
    assertThat(solve.err()).contains("right, zero inputs: solved", "left, zero inputs: solved");
    assertThat((List<?>) solve.json().get("conditions"))
        .allSatisfy(condition ->
            assertThat((List<?>) ((Map<?, ?>) condition).get("attempts")).hasSize(1));
    assertThat(ControllerFile.read(out.resolve("left.controller")).steps()).isPositive();
    Ended again = new Trammel(folder).run("solve", "sled", "--out", out.toString());
    assertThat(again.code()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("right.controller is there already; --force replaces it");
    assertThat(again.out()).isEmpty();
  }

  @Test
  void aTaskThatItsActuatorCannotSolveIsToldSo() throws Exception {
    Ended solve = new Trammel(folder)
        .run("solve", "sled", "--seeds", "2", "--set", "plant.actuators[0].limit=0.01");

    assertThat(solve.code()).isEqualTo(ExitCode.NOT_SOLVED);
    assertThat(solve.out())
        .contains(
            "right, zero inputs: not solved",
            "right, seed 1: not solved",
            "100 % of the inputs at their limit")
        .contains("0 of 20 episodes succeed", "Not every condition");
  }

  @Test
  void helpSaysThatLearningDoesNotUseIt() throws Exception {
    Ended help = new Trammel(folder).run("solve", "--help");

    assertThat(help.out())
        .containsIgnoringWhitespaces("Learning knows no equations")
        .contains("  trammel solve my-robot.yaml --set episode.steps=120 --out reference\n");
  }
}
