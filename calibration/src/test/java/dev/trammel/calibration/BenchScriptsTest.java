package dev.trammel.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.Trammel.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of the bench in processes of their own, in the simulator. */
class BenchScriptsTest {

  /** Ten short lives are over before an optimising compiler pays. */
  private static final String LIGHT =
      "export JAVA_TOOL_OPTIONS='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'; ";

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({
    "after-repair, preflight checkout encoder gravity torque",
    "weekly-check, preflight verify",
    "first-afternoon, preflight checkout encoder noise delay friction gravity torque dynamics"
        + " fit-sim verify"
  })
  void theScriptsRunDryFromTheFirstQuestionToTheLast(String name, String questions)
      throws Exception {
    Path script = Path.of("bench/" + name + ".sh").toAbsolutePath();

    Ended dry = Trammel.shell(
        folder,
        LIGHT + "export -f trammel; export TRAMMEL=trammel; " + script
            + " --device sim --task joint-bench --dry-run --repeat 1");

    assertThat(dry.code()).as(dry.out() + dry.err()).isZero();
    List<String> expected = new ArrayList<>();
    for (String question : questions.split(" ", -1)) {
      expected.add("== " + question);
      expected.add("Plan: " + question + " of lever (emulated)");
    }
    assertThat(dry.out()).containsSubsequence(expected);
    assertThat(dry.out())
        .contains("Plan: preflight of lever (emulated), task joint-bench, nothing");
    assertThat(folder.resolve("cal")).doesNotExist();
  }

  @Test
  void whatNobodyCouldBeAskedWithIsRefusedBeforeARobotIsLookedFor() throws Exception {
    Ended ended = Trammel.shell(
        folder, "trammel calibrate checkout --pace -3 --device mqtt://localhost:1/nobody");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .contains("--pace must be from 0.1 to 50 % of a joint's range in a second, was -3.0");
  }

  @Test
  void nothingMovesBeforeTheRobotsNameIsTyped() throws Exception {
    String checkout = "trammel calibrate checkout --device sim --task joint-bench --pace 40";

    Ended wrong = Trammel.shell(folder, "echo arm1 | " + checkout);
    Ended right = Trammel.shell(folder, "echo lever | " + checkout + " --json");

    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("nothing has moved: the robot's name is 'lever', had 'arm1'");
    assertThat(right.code()).as(right.err()).isZero();
    assertThat(right.out()).contains("\"failed\": 0");
  }

  @Test
  void theSameDataMakesTheSamePage() throws Exception {
    Ended run = Trammel.shell(
        folder,
        "trammel calibrate preflight --device sim --task joint-bench; asked=$?; "
            + "mv cal/lever/runs/*/report.html first.html && { trammel calibrate report; told=$?; } "
            + "&& cmp first.html cal/lever/runs/*/report.html && test $told -eq $asked");

    assertThat(run.code()).as(run.out() + run.err()).isZero();
  }
}
