package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Trammel.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be done is said in one line, before anything is written. */
class RefusalTest {

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          train | which task?
          train slead | no task 'slead'; known: sled; or give a file: my-task.yaml; did you mean 'sled'?
          train nowhere.yaml | no such file: nowhere.yaml, allowed: a task's YAML file, or one of sled
          train sled --set episode.steps=none | <command line>: episode.steps: must be a whole number
          train sled --set episode.steps= | <command line>: episode.steps: must not be empty, had nothing
          train sled --set plant.provider=crane | no plant 'crane'; known: test-sled
          train sled --plant cran://host/sled1 | no plant 'cran'; known: test-sled
          train sled --plant= | --plant must name a provider or an address
          train sled --set algorithm.budgt=1 | algorithm.budgt: unknown key
          train sled --threads 0 | --threads must be at least 1, was 0
          train sled --threads 99999 | --threads must be at most 256, was 99999
          train sled --seed five | --seed
          train sled --out tasks | tasks must be an empty folder, or not be there yet
          train sled --resume tasks | --resume takes task, seed, settings and kernels from the run
          train sled --kernels abacus | there are no kernels 'abacus' here, only rows
          train --resume tasks | tasks is not a run: it has no run.json
          evaluate tasks | tasks is not a run
          evaluate nowhere | nowhere is not a run
          report tasks | tasks is not a run
          study sled --seeds 0 | --seeds must be at least 1, was 0
          study sled --out tasks | tasks must be a study, an empty folder
          study sled --set plant.provider=crane | no plant 'crane'; known: test-sled
          solve sled --seeds 0 | --seeds must be at least 1, was 0
          solve sled --out tasks/sled.yaml | tasks/sled.yaml must be a folder, is a file
          solve slead | no task 'slead'; known: sled
          """)
  void wrongInputIsRefusedInOneLine(String arguments, String message) throws Exception {
    Ended refused = new Trammel(folder).run(arguments.split(" "));

    assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err().lines()).first().asString().startsWith("trammel: ").contains(message);
    assertThat(refused.err()).doesNotContain("\tat ");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws Exception {
    Ended refused = new Trammel(folder).run("train", "sled", "--out", "tasks/sled.yaml/run");

    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err().lines().toList()).hasSize(1).first().asString().contains("sled.yaml");
  }

  @Test
  void theStackIsShownOnRequest() throws Exception {
    Ended refused = new Trammel(folder).run("report", "nowhere", "--debug");

    assertThat(refused.err()).contains("\tat ");
  }

  @Test
  void aSecondProcessOnOneRunIsRefused() throws Exception {
    Trammel trammel = new Trammel(folder);
    trammel.run("train", "sled", "--set", "algorithm.budget.iterations=1");
    Path lock = folder.resolve("runs/sled-001/.lock");
    try (var channel =
            java.nio.channels.FileChannel.open(lock, java.nio.file.StandardOpenOption.WRITE);
        var held = channel.lock()) {
      Ended refused = trammel.run("train", "--resume", "runs/sled-001");

      assertThat(held.isValid()).isTrue();
      assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err())
          .contains("another process is working on run runs/sled-001: process ", " on ");
    }
  }

  @Test
  void twoJarsWithOnePlantAreRefusedByName() throws Exception {
    Trammel trammel = new Trammel(folder);
    Path services =
        folder.resolve("classes/META-INF/services/dev.trammel.controller.spi.PlantProvider");
    Files.write(
        services, List.of(SledProvider.class.getName(), SecondSledProvider.class.getName()));

    Ended refused = trammel.run("train", "sled");

    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("two plants are named 'test-sled'");
  }
}
