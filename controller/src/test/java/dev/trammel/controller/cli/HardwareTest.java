package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Trammel.Ended;
import dev.trammel.controller.spi.PlantProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same commands with a body that is not simulated, in processes of their own. */
class HardwareTest {

  private static final String[] TRAIN = {
    "train",
    "sled",
    "--json",
    "--set",
    "algorithm.budget={iterations: 2, confirmations: 0}",
    "--set",
    "algorithm.samples=4"
  };

  @TempDir
  private Path folder;

  private Trammel trammel;

  @BeforeEach
  void install() throws IOException {
    trammel = new Trammel(folder);
    Files.write(
        folder.resolve("classes/META-INF/services").resolve(PlantProvider.class.getName()),
        List.of(SledProvider.class.getName(), SledHardwareProvider.class.getName()));
  }

  private Ended train(List<String> options, String... more) throws Exception {
    return trammel.run(
        options, Stream.concat(Stream.of(TRAIN), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void whatLearnsInTheSimulatorLearnsOnABodyBehindAnAddress() throws Exception {
    Ended simulated = train(List.of(), "--out", "simulated");
    Ended real =
        train(List.of(), "--plant", "rail://lab@host:99/sled1?reset=servo", "--out", "real");

    assertThat(real.json().get("trajectory_hash"))
        .isNotNull()
        .isEqualTo(simulated.json().get("trajectory_hash"));
    assertThat(folder.resolve("real/settings"))
        .isDirectoryRecursivelyContaining(
            file -> Files.isRegularFile(file) && text(file).contains("rail://lab@host:99/sled1"));
  }

  @Test
  void aUserIsPartOfTheAddress() throws Exception {
    train(List.of(), "--plant", "rail://host/sled1", "--user", "lab", "--out", "real");

    assertThat(folder.resolve("real/settings"))
        .isDirectoryRecursivelyContaining(
            file -> Files.isRegularFile(file) && text(file).contains("rail://lab@host/sled1"));
    assertThat(train(List.of(), "--user", "lab").err())
        .contains("--user lab needs an address, as in --plant mqtt://host/robot, had none");
    assertThat(train(List.of(), "--plant", "sled", "--user", "lab").err())
        .contains("--user lab needs an address, as in --plant mqtt://host/robot, had 'sled'");
    assertThat(train(List.of(), "--plant", "rail://a@h/sled1", "--user", "lab").err())
        .contains("--user lab and --plant rail://a@h/sled1 must not both name a user");
  }

  @Test
  void aBodyThatCannotGoOnIsToldOfInOneLineAndTheRunGoesOnLater() throws Exception {
    Ended broken =
        train(List.of("-Dsled.signal=BREAK", "-Dsled.episode=5"), "--plant", "rail://h/sled1");

    assertThat(broken.code()).isEqualTo(ExitCode.FAILED);
    assertThat(broken.err().lines().toList())
        .endsWith("trammel: sled1: could not go to the start: the belt broke; all finished episodes"
            + " are kept: go on with trammel train --resume runs/sled-001");

    Ended resumed = trammel.run("train", "--resume", "runs/sled-001", "--json");
    Ended whole = train(List.of(), "--plant", "rail://h/sled1", "--out", "whole");

    assertThat(resumed.err()).contains("going on from 5 episodes");
    assertThat(resumed.json().get("trajectory_hash"))
        .isNotNull()
        .isEqualTo(whole.json().get("trajectory_hash"));
  }

  @Test
  void whatWasLearnedIsTriedOnAnotherBodyAndNotKept() throws Exception {
    train(List.of(), "--out", "run");

    Ended evaluate =
        trammel.run("evaluate", "run", "--plant", "rail://h/sled1", "--episodes", "2", "--json");
    Ended changed =
        trammel.run("evaluate", "run", "--plant", "rail://h/sled1", "--body", "damping:x2");

    assertThat(evaluate.json()).containsEntry("episodes", 4);
    assertThat(folder.resolve("run/evaluations/000.mcap")).exists();
    assertThat(folder.resolve("run/evaluations/001.mcap")).doesNotExist();
    assertThat(changed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(changed.err())
        .contains("--body: only a simulated body can be changed, had 'rail://h/sled1'");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
