package dev.trammel.calibration.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.study.Circle.Outcome;
import dev.trammel.controller.storage.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CircleTableTest {

  private static final Optional<Learned> FITTED = solved(100);

  @TempDir
  private Path folder;

  private static Optional<Learned> solved(double seconds) {
    return Optional.of(new Learned(true, seconds, 1));
  }

  private static Optional<Learned> notSolved(double seconds) {
    return Optional.of(new Learned(false, seconds, 0.4));
  }

  @Test
  void halfIsCountedWithAndWithoutTheBench() {
    CircleTable table = new CircleTable();
    table.add(new Outcome(0, 52, FITTED, solved(32), solved(64)));
    table.add(new Outcome(1, 8, FITTED, solved(32), solved(120)));
    table.add(new Outcome(2, 0, FITTED, solved(65), solved(120)));
    List<String> lines = table.lines();

    assertThat(lines).contains("| 0 | 52 | 100 | 32 | 64 | 50 % | 131 % |");
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo("at most half of the experience from nothing: 2 of 3; with the bench's motions"
            + " counted: 1");
  }

  @Test
  void whatIsNotSolvedOnTheRobotIsNoSaving() {
    Outcome open = new Outcome(0, 52, FITTED, notSolved(20), solved(400));
    Outcome broken = new Outcome(1, 52, Optional.empty(), Optional.empty(), solved(400));

    assertThat(open.share(false)).isEmpty();
    assertThat(broken.share(true)).isEmpty();
  }

  @Test
  void whoDoesNotSolveItFromNothingNeedsAtLeastAllThatWasTried() {
    Outcome outcome = new Outcome(0, 0, FITTED, solved(32), notSolved(1000));

    assertThat(outcome.share(false)).hasValue(0.032);
  }

  @Test
  void aRunThatIsNotSolvedCostsAllOfItsEpisodes() throws Exception {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("solved", false);
    result.put("experience_seconds", 40);
    result.put("total_seconds", 1000);
    result.put("success_rate", 0.25);
    Files.writeString(folder.resolve("result.json"), Json.write(result));

    assertThat(Learned.of(folder)).hasValue(new Learned(false, 1000, 0.25));
    assertThat(Learned.of(folder.resolve("nothing"))).isEmpty();
  }
}
