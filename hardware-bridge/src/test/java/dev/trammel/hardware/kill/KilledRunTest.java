package dev.trammel.hardware.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.kill.Stage.Sitting;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training run loses controller, robot and broker in turn; {@link KillStudy} does it often. */
class KilledRunTest {

  private static final double LEASE = 2;
  private static final List<String> SHORT =
      List.of("algorithm.excitation.episodes=12", "episode.steps=60");

  @TempDir
  private Path folder;

  @Test
  void aRunWhoseControllerRobotAndBrokerAreKilledLosesNothing() throws Exception {
    try (Stage stage = new Stage(folder.toRealPath(), LEASE, SHORT)) {
      Sitting sitting = stage.train("run");
      for (Victim victim : Victim.values()) {
        stage.awaitEpisode(sitting);
        Killing.Resumed resumed = new Killing(stage, "run", sitting, victim).now(1);
        sitting = resumed.sitting();

        assertThat(resumed.killed().broken()).as(resumed.killed().row()).isEmpty();
      }
      sitting.process().destroyForcibly();
    }
  }
}
