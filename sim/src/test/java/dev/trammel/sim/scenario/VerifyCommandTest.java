package dev.trammel.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Main;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a build server meets it: a process, its files and its exit code. */
class VerifyCommandTest {

  @TempDir
  private Path folder;

  @BeforeEach
  void copyFiles() throws IOException {
    for (String name : List.of("sled.yaml", "sled.urdf")) {
      Files.copy(Sled.file(name), folder.resolve(name));
    }
    String scenarios = Files.readString(Sled.file("scenarios.yaml"))
        .replace("episodes: 20", "episodes: 5\ncontroller: {provider: spring}");
    Files.writeString(folder.resolve("scenarios.yaml"), scenarios);
  }

  @Test
  void whatIsPassedEndsWithZeroAndFilesForPeopleAndPrograms() throws Exception {
    Ended ended = verify(
        "scenarios.yaml",
        "--scenario",
        "nominal",
        "--scenario",
        "heavy",
        "--junit",
        "v.xml",
        "--html",
        "v.html",
        "--json");

    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.OK);
    assertThat(ended.err()).contains("nominal    left").contains("5/5").contains("Passed.");
    Map<String, ?> json = Json.read(ended.out().lines().toList().get(0));
    assertThat(json.get("passed")).isEqualTo(true);
    assertThat(json.get("episodes")).isEqualTo(20);
    assertThat(folder.resolve("v.xml")).content().contains("tests=\"4\"", "failures=\"0\"");
    assertThat(folder.resolve("v.html")).content().contains("4 of 4 scenarios and conditions");
  }

  @Test
  void whatIsNotPassedEndsWithThreeAndSaysHowToRunItAgain() throws Exception {
    Ended ended = verify("scenarios.yaml", "--junit", "v.xml");
    String again = "--scenario 'far too heavy' --condition left --episode 0";

    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.NOT_SOLVED);
    assertThat(ended.out())
        .contains("Not passed.", "again: trammel verify scenarios.yaml " + again);
    assertThat(folder.resolve("v.xml")).content().contains("failures=\"1\"").contains(again);

    Ended one = verify(
        "scenarios.yaml", "--scenario", "far too heavy", "--condition", "left", "--episode", "0");
    assertThat(one.code()).isEqualTo(ExitCode.NOT_SOLVED);
    assertThat(ended.out()).contains(one.out().strip());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          | which scenarios? a YAML file, or one of
          nowhere.yaml | no such file: nowhere.yaml, allowed: a YAML file of scenarios, or one of
          sled.yaml | sled.yaml:1: name: unknown key, had 'name', allowed: description, task, controller
          scenarios.yaml --episodes 0 | --episodes must be at least 1, was 0
          scenarios.yaml --threads 0 | --threads must be at least 1, was 0
          scenarios.yaml --scenario ice | --scenario must be one of nominal, heavy, far too heavy, was 'ice'
          scenarios.yaml --condition top | --condition must be one of left, right, was 'top'
          scenarios.yaml --episode 3 | --episode needs one --scenario
          scenarios.yaml --seed five | --seed
          scenarios.yaml --run nowhere | nowhere is not a run
          scenarios.yaml --bundle nowhere | no such file: nowhere
          scenarios.yaml --bundle sled.yaml | sled.yaml, byte 0: not a bundle of Trammel
          scenarios.yaml --bundle a --run b | --run and --bundle exclude each other
          scenarios.yaml --junit no/where.xml | --junit must be a file in a folder that is there, was no/where.xml
          scenarios.yaml --html /proc/x/y.html | --html must be a file in a folder that is there
          """)
  void wrongInputIsRefusedInOneLineBeforeAnythingRuns(String arguments, String message)
      throws Exception {
    Ended refused = verify(arguments == null ? new String[0] : arguments.split(" "));

    assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err().lines().filter(line -> line.startsWith("trammel: ")))
        .singleElement()
        .asString()
        .contains(message);
    assertThat(refused.err()).doesNotContain("\tat ");
  }

  private record Ended(int code, String out, String err) {}

  private Ended verify(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(ChildJvm.line(Main.class, "verify"));
    line.addAll(List.of(arguments));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    int code = new ProcessBuilder(line)
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start()
        .waitFor();
    return new Ended(code, Files.readString(out), Files.readString(err));
  }
}
