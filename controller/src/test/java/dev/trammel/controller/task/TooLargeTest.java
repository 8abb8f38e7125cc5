package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is larger than any task is refused before it takes memory or time. */
class TooLargeTest {

  @TempDir
  Path folder;

  static Stream<Arguments> monsters() {
    String bomb = """
        a0: &a0 [x, x, x, x, x, x, x, x, x, x]
        a1: &a1 [*a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0]
        a2: &a2 [*a1, *a1, *a1, *a1, *a1, *a1, *a1, *a1, *a1, *a1]
        a3: &a3 [*a2, *a2, *a2, *a2, *a2, *a2, *a2, *a2, *a2, *a2]
        a4: &a4 [*a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3]
        a5: [*a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4]
        """;
    return Stream.of(
        arguments(
            "#".repeat(1_000_001), ": too large, had 1000001 bytes, allowed: at most 1000000"),
        arguments(bomb, ":1: too large, had more values and keys, allowed: at most 200000 of them"),
        arguments(
            "a: " + "[".repeat(60) + "]".repeat(60),
            ":1: nested too deep, had more levels, allowed: at most 50 levels"),
        arguments(
            "description: " + "x".repeat(1001),
            ":1: description: too long, had 1001 characters, allowed: at most 1000"));
  }

  @ParameterizedTest
  @MethodSource("monsters")
  void aMonsterIsRefusedInOneLine(String text, String message) throws IOException {
    Path file = folder.resolve("task.yaml");
    Files.writeString(file, text);

    assertThatThrownBy(() -> TaskReader.read(file))
        .isInstanceOf(SettingsException.class)
        .hasMessage(file + message);
  }

  @ParameterizedTest
  @MethodSource("depths")
  void evenWhatOverflowsTheParserIsRefused(int depth) throws IOException {
    Path file = folder.resolve("task.yaml");
    Files.writeString(file, "a: " + "[".repeat(depth));

    assertThatThrownBy(() -> TaskReader.read(file))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageNotContaining("\n");
  }

  static Stream<Integer> depths() {
    return Stream.of(1000, 100_000);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void aListThatNobodyWroteByHandIsRefused(String key) throws IOException {
    Path shipped = TaskCatalog.shipped().find("pendulum-swingup");
    String override = key + "=[" + "0, ".repeat(10_000) + "0]";

    assertThatThrownBy(() -> TaskReader.read(shipped, java.util.List.of(override)))
        .hasMessage("<command line>: " + key + ": too long, had 10001 entries,"
            + " allowed: at most 10000");
  }

  static Stream<String> lists() {
    return Stream.of("plant.sensors", "plant.actuators", "conditions", "cost", "success.all");
  }
}
