package dev.trammel.calibration.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trammel.hardware.broker.MosquittoProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One mishap after the other at one bench; {@link MishapStudy} does it often. */
class MishapTest {

  /** Each asks a checkout, whose instant the study draws too. */
  private static final int TRY = 1;

  @TempDir
  private Path folder;

  @Test
  void whateverGoesWrongTheRobotRestsAndTheDataAreWhole() throws Exception {
    assumeTrue(MosquittoProcess.isInstalled(), "mosquitto is not installed");
    try (MishapStage stage = new MishapStage(folder.toRealPath())) {
      for (Mishap mishap : List.of(Mishap.BENCH_CABLE, Mishap.FILE_LIMIT, Mishap.CTRL_C)) {
        MishapOutcome outcome = MishapStudy.run(stage, mishap, TRY);

        assertThat(outcome.broken()).as(outcome.row()).isEmpty();
      }
    }
  }
}
