package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Trammel.Ended;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  @TempDir
  private Path folder;

  @Test
  void helpExplainsCommandsAndExitCodes() throws Exception {
    Ended help = new Trammel(folder).run("--help");

    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("list", "train", "evaluate", "report", "130  interrupted");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void listNamesTasksAndPlants() throws Exception {
    Ended list = new Trammel(folder).run("list", "--json");

    assertThat(list.code()).isZero();
    assertThat(list.err()).contains("A mass on a rail comes to rest at the origin.");
    assertThat(list.out().lines()).hasSize(1);
    assertThat(list.json()).containsEntry("plants", List.of("test-sled"));
    assertThat(list.json().get("tasks"))
        .isEqualTo(List.of(Map.of(
            "name",
            "sled",
            "description",
            "A mass on a rail comes to rest at the origin.",
            "states",
            2,
            "inputs",
            1,
            "conditions",
            2,
            "plant",
            "test-sled")));
  }

  @Test
  void wrongUsageIsOneLineAndAHint() throws Exception {
    Ended wrong = new Trammel(folder).run("list", "--jsn");

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err().lines()).first().asString().contains("--jsn");
    assertThat(wrong.err()).contains("Try: trammel list --help").doesNotContain("\tat ");
  }
}
