package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Trammel.Ended;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run's folder that is not as it should be is refused in one line, and left as it is. */
class WrongRunTest {

  @TempDir
  private static Path parent;

  private static Trammel trammel;

  /** What is done to the folder of a run. */
  interface Damage {
    void to(Path run) throws IOException;
  }

  /**
   * A row of the table.
   *
   * @param command with RUN for the folder
   * @param message a regular expression, with RUN for the folder
   */
  record Row(String name, Damage damage, String command, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void learn() throws Exception {
    trammel = new Trammel(parent);
    trammel.run("train", "sled", "--out", "good", "--set", "algorithm.budget.iterations=2");
    // as if it had been killed before its end
    Files.delete(parent.resolve("good/result.json"));
    Files.delete(parent.resolve("good/report.html"));
  }

  private static Row resume(String name, Damage damage, String message) {
    return new Row(name, damage, "train --resume RUN", message);
  }

  private static Row archive(String name, Damage damage, String message) {
    return resume(
        name,
        damage,
        "RUN/episodes.mcap, byte " + message
            + "; nothing was changed: restore the file, or move it away to run its episodes again");
  }

  private static Damage text(String file, String text) {
    return run -> Files.writeString(run.resolve(file), text);
  }

  private static Damage bytes(byte... bytes) {
    return run -> Files.write(run.resolve("episodes.mcap"), bytes);
  }

  private static Damage flip(String file, int at) {
    return run -> {
      byte[] bytes = Files.readAllBytes(run.resolve(file));
      bytes[at < 0 ? bytes.length + at : at] ^= 4;
      Files.write(run.resolve(file), bytes);
    };
  }

  private static Damage cut(String file, int length) {
    return run -> Files.write(
        run.resolve(file), Arrays.copyOf(Files.readAllBytes(run.resolve(file)), length));
  }

  private static Damage huge(String file) {
    return run -> {
      try (RandomAccessFile sparse = new RandomAccessFile(run.resolve(file).toFile(), "rw")) {
        sparse.setLength(1L << 33);
      }
    };
  }

  private static Damage folder(String file) {
    return run -> {
      Files.delete(run.resolve(file));
      Files.createDirectory(run.resolve(file));
    };
  }

  private static Damage without(String file) {
    return run -> Files.delete(run.resolve(file));
  }

  static Stream<Row> rows() {
    Damage none = run -> {};
    return Stream.of(
        new Row(
            "out in /proc",
            none,
            "train sled --out /proc/x",
            "/proc/x: no folder can be made: the system does not allow it"),
        new Row(
            "out is a file",
            none,
            "train sled --out RUN/run.json",
            "RUN/run.json must be an empty folder, or not be there yet"),
        new Row(
            "out in use",
            none,
            "train sled --out RUN",
            "RUN holds a run already; continue it with: train --resume RUN"),
        new Row(
            "a file for a run",
            none,
            "train --resume RUN/run.json",
            "RUN/run.json is not a run: it has no run.json"),
        resume("info missing", without("run.json"), "RUN is not a run: it has no run.json"),
        resume("info a folder", folder("run.json"), "RUN/run.json: must be a file, is a folder"),
        resume("info cut", cut("run.json", 20), "RUN/run.json: not a JSON object: .*"),
        resume("info not text", flip("run.json", -1), "RUN/run.json: not a JSON object: .*"),
        resume(
            "info without seed",
            text("run.json", "{\"task\": \"sled\"}"),
            "RUN/run.json: seed must be a number, was null"),
        resume(
            "info of wrong type",
            text("run.json", "{\"task\": 1, \"seed\": 1}"),
            "RUN/run.json: task must be a text, was 1"),
        resume(
            "info too large",
            huge("run.json"),
            "RUN/run.json: must have at most 67108864 bytes, had 8589934592"),
        resume(
            "settings missing",
            without("settings/task.yaml"),
            "no such (task )?file: RUN/settings/task.yaml"),
        resume(
            "settings edited",
            text("settings/task.yaml", "steps: 3"),
            "RUN/settings/task.yaml.*steps.*"),
        resume("lock a folder", folder(".lock"), "RUN/.lock: Is a directory"),
        resume(
            "another run's episodes",
            WrongRunTest::otherSeed,
            "RUN/episodes.mcap holds episodes of another run: seed must be 7, was 0"),
        archive("episodes a folder", folder("episodes.mcap"), "0: must be a file, is a folder"),
        archive("episodes not MCAP", text("episodes.mcap", "hello"), "0: not an MCAP file"),
        archive("episodes empty", bytes(), "0: not an MCAP file"),
        archive(
            "episodes of a later MCAP",
            bytes(
                (byte) 0x89,
                (byte) 'M',
                (byte) 'C',
                (byte) 'A',
                (byte) 'P',
                (byte) '1',
                (byte) '\r',
                (byte) '\n'),
            "0: version of MCAP must be '0', was '1'"),
        archive(
            "episodes by another program",
            WrongRunTest::foreign,
            "0: the file was not written by Trammel: its begin has a record of kind 6"),
        archive(
            "episodes cut in their begin",
            cut("episodes.mcap", 999),
            "0: the file's begin was cut or changed"),
        archive("a bit of the begin", flip("episodes.mcap", 60), "0: the file's begin was .*"),
        archive(
            "a bit of a chunk",
            flip("episodes.mcap", 30_000),
            "\\d+: checksum is [0-9a-f]{8} but the chunk has [0-9a-f]{8}"),
        archive(
            "a bit of the end",
            flip("episodes.mcap", -20),
            "\\d+: byte must be [0-9a-f]{2}, was [0-9a-f]{2}"),
        archive(
            "more than the end",
            run -> Files.write(
                run.resolve("episodes.mcap"), new byte[] {0}, StandardOpenOption.APPEND),
            "\\d+: the file must end here, but goes on to byte \\d+"),
        archive(
            "episodes too large",
            huge("episodes.mcap"),
            "\\d+: the file must end here, but goes on to byte 8589934592"),
        new Row(
            "a bit of a controller",
            flip("controllers/best-c00.controller", 200),
            "evaluate RUN",
            "RUN/controllers/best-c00.controller, byte \\d+: checksum is .* but the content has .*"),
        new Row(
            "controller missing",
            without("controllers/best-c00.controller"),
            "evaluate RUN",
            "run RUN has no controller best-c00.controller; it may not have .*"),
        new Row(
            "result cut",
            text("result.json", "{\"sol"),
            "train --resume RUN",
            "RUN/result.json: not a JSON object: .*"),
        new Row(
            "report of damaged episodes",
            flip("episodes.mcap", 30_000),
            "report RUN",
            "RUN/episodes.mcap, byte \\d+: checksum is .*"));
  }

  private static void otherSeed(Path run) throws IOException {
    Path info = run.resolve("run.json");
    Files.writeString(info, Files.readString(info).replace("\"seed\": 0", "\"seed\": 7"));
  }

  /** The begin of a file of another program: a header, then a chunk. */
  private static void foreign(Path run) throws IOException {
    byte[] magic = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};
    byte[] header = {1, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    byte[] bytes = Arrays.copyOf(magic, 100);
    System.arraycopy(header, 0, bytes, magic.length, header.length);
    bytes[magic.length + header.length] = 6;
    Files.write(run.resolve("episodes.mcap"), bytes);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatIsWrongIsSaidInOneLineAndNothingIsLost(Row row) throws Exception {
    String run = "run-" + row.name().replaceAll("[^a-z]+", "-");
    Path folder = parent.resolve(run);
    copy(parent.resolve("good"), folder);
    row.damage().to(folder);
    Map<Path, Long> before = sizes(folder);

    Ended refused = trammel.run(row.command().replace("RUN", run).split(" "));

    assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.USAGE);
    List<String> lines = refused.err().lines().toList();
    assertThat(lines.get(lines.size() - 1))
        .matches("trammel: " + row.message().replace("RUN", run));
    assertThat(lines).filteredOn(line -> line.startsWith("\tat ")).isEmpty();
    assertThat(sizes(folder)).containsAllEntriesOf(before);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** Of the files that hold what was learned. */
  private static Map<Path, Long> sizes(Path folder) throws IOException {
    Map<Path, Long> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(".lock")) {
          sizes.put(file, Files.size(file));
        }
      }
    }
    return sizes;
  }
}
