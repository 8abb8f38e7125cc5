package dev.trammel.calibration.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What may go wrong while a robot is asked. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of is unmodifiable
enum Mishap {
  /** The bench's cable is pulled; in one of three cases it is put back in time to hear what was recorded. */
  BENCH_CABLE(Set.of(0, 1, 3), "lever: could not") {

    @Override
    void strike(MishapStage stage, Process bench, int number, Path disk) {
      stage.benchCable().freeze();
      if (number % 3 == 0) {
        stage.benchCable().cut();
      }
    }

    @Override
    void mend(MishapStage stage) {
      stage.benchCable().thaw();
    }
  },

  /** The robot's cable is pulled. */
  ROBOT_CABLE(Set.of(0, 1, 3), "lever: could not") {

    @Override
    void strike(MishapStage stage, Process bench, int number, Path disk) {
      stage.robotCable().freeze();
      if (number % 3 == 0) {
        stage.robotCable().cut();
      }
    }

    @Override
    void mend(MishapStage stage) {
      stage.robotCable().thaw();
    }
  },

  /** Somebody stops the robot, or its power fails: it refuses what comes next. */
  REFUSAL(Set.of(1), "lever: could not") {

    @Override
    void strike(MishapStage stage, Process bench, int number, Path disk)
        throws IOException, InterruptedException {
      if (number % 2 == 0) {
        stage.hands().stop();
      } else {
        stage.reboot();
      }
    }
  },

  /** Nothing more can be written. */
  FULL_DISK(Set.of(1), "No space left on device") {

    @Override
    void strike(MishapStage stage, Process bench, int number, Path disk) throws IOException {
      byte[] block = new byte[4096];
      try (OutputStream out = Files.newOutputStream(disk.resolve("full"))) {
        while (true) {
          out.write(block);
        }
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).contains("No space left")) {
          throw e;
        }
      }
    }
  },

  /** No file may become longer: begins with the bench, where nobody may mount a small disk. */
  FILE_LIMIT(Set.of(1), "File too large") {

    @Override
    void strike(MishapStage stage, Process bench, int number, Path disk) {
      // it was there from the beginning
    }
  },

  CTRL_C(
      Set.of(130),
      "stopped as it was told to; it is at rest",
      "stopped as it was told to; it is brought to rest",
      "stopped as it was told to; nothing was moved then") {

    @Override
    void strike(MishapStage stage, Process bench, int number, Path disk)
        throws IOException, InterruptedException {
      new ProcessBuilder(List.of("kill", "-INT", "" + bench.pid())).start().waitFor();
    }
  };

  private final Set<Integer> codes;
  private final List<String> messages;

  Mishap(Set<Integer> codes, String... messages) {
    this.codes = codes;
    this.messages = List.of(messages);
  }

  /**
   * Lets it happen.
   *
   * @param number of the try, for what happens in one way or another
   * @param disk that the bench writes to
   */
  abstract void strike(MishapStage stage, Process bench, int number, Path disk)
      throws IOException, InterruptedException;

  /** Makes it good again, where it lasts. */
  void mend(MishapStage stage) {}

  /** How the bench may end. */
  Set<Integer> codes() {
    return codes;
  }

  /** What it must say where it does not come to its end: one of these. */
  List<String> messages() {
    return messages;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
