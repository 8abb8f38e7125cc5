package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.learn.Estimate;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.learn.Verdict;
import dev.trammel.controller.run.IterationRecord;
import dev.trammel.controller.run.IterationRecord.ConditionRecord;
import dev.trammel.controller.task.SettingsNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now = 5;

  private Terminal terminal(boolean json, boolean quiet, boolean live) {
    return new Terminal(stream(out), stream(err), json, quiet, live);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void show(Terminal terminal) {
    show(terminal, "budget: {iterations: 12, seconds: 1000}");
  }

  private void show(Terminal terminal, String settings) {
    Estimate cost = new Estimate(23.14159, 0.5);
    Estimate realised = new Estimate(4, 1);
    ConditionRecord condition = new ConditionRecord(
        "a", Verdict.ROLLED_BACK, 5, cost, 3, 4, 4, realised, 0.012345, 1, 1, 1, "");
    Progress progress = new Progress(
        terminal,
        LearningSettingsReader.read(SettingsNode.parse(settings, "settings"), List.of("joint")),
        () -> now);
    now += 65_000_000_000L;
    progress.show(
        new IterationRecord(5, 30, 120, 0, 0, false, List.of(condition), Optional.empty()));
  }

  @Test
  void aTerminalShowsABarInOneLine() {
    Terminal terminal = terminal(false, false, true);
    show(terminal);
    terminal.say("done");

    assertThat(text(err))
        .isEqualTo("\r\033[K████████░░░░░░░░ 6/12  120 s  cost 23.14  success 60 %"
            + "  η 0.012  rolled back  1:05\r\033[K");
    assertThat(text(out)).isEqualTo("done\n");
  }

  @Test
  void elsewhereEachIterationIsAPlainLine() {
    show(terminal(false, false, false));

    assertThat(text(err))
        .isEqualTo("6/12  120 s  cost 23.14  success 60 %  η 0.012  rolled back  1:05\n");
  }

  @Test
  void onePolicySpendsEpisodesAndNoSeconds() {
    show(
        terminal(false, false, true),
        "{type: mdgps, budget: {iterations: 12, seconds: 1}, guided: {budget: 40}}");

    assertThat(text(err)).contains("████████████░░░░ 6/12  30/40 episodes  cost 23.14");
  }

  @Test
  void quietMeansNoProgress() {
    show(terminal(false, true, true));

    assertThat(text(err)).isEmpty();
  }

  @Test
  void aProgramReadsNothingButTheResult() {
    Terminal terminal = terminal(true, false, false);
    terminal.say("for people");
    terminal.result(Map.of("solved", true));

    assertThat(text(out)).isEqualTo("{\"solved\": true}\n");
    assertThat(text(err)).isEqualTo("for people\n");
  }
}
