package dev.trammel.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.Trammel.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the bench in processes of their own, in the simulator. */
class BenchScriptsTest {

  @TempDir
  private Path folder;

  @Test
  void theScriptAfterARepairRunsDry() throws Exception {
    Path script = Path.of("bench/after-repair.sh").toAbsolutePath();

    Ended dry = Trammel.shell(
        folder, "export -f trammel; " + script + " --device sim --task joint-bench --dry-run");

    assertThat(dry.code()).as(dry.out() + dry.err()).isZero();
    assertThat(dry.out()).contains("== preflight", "Plan: checkout of lever", "== gravity");
    assertThat(folder.resolve("cal")).doesNotExist();
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
        "trammel calibrate preflight --device sim --task joint-bench; "
            + "cp cal/lever/runs/*/report.html first.html && trammel calibrate report && "
            + "cmp first.html cal/lever/runs/*/report.html");

    assertThat(run.code()).as(run.out() + run.err()).isZero();
  }
}
