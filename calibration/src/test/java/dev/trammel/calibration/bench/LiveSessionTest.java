package dev.trammel.calibration.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.calibration.procedure.Checkout;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.plant.PlantSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions with the simulator's robot: what is kept of them, and what is left when they are cut off. */
class LiveSessionTest {

  @TempDir
  private Path folder;

  private DescribedRobot lever;
  private PlantSpec spec;

  /** Somebody who presses Ctrl-C at a reading. */
  private static final class Impatient implements SessionWatcher {

    private final int patience;
    private Runnable press = () -> {};
    private int readings;
    private boolean pressed;

    private Impatient(int patience) {
      this.patience = patience;
    }

    @Override
    public void say(String line) {
      // listens to nothing
    }

    @Override
    public void begin(String name, double seconds) {
      // watches the numbers alone
    }

    @Override
    public void read(double seconds, double[] reading, double[] applied) {
      readings++;
      if (readings == patience) {
        pressed = true;
        press.run();
      }
    }

    @Override
    public boolean isInterrupted() {
      return pressed;
    }
  }

  @BeforeEach
  void describe() throws IOException {
    lever = DescribedRobot.lever();
    spec = lever.robot().nameplate().spec();
  }

  private LiveSession session(SimulatedBench bench, Path run, SessionWatcher watcher)
      throws IOException {
    return new LiveSession(
        lever.robot(), DescribedRobot.SETTINGS, bench, RawData.create(run, spec), watcher);
  }

  private Findings run(Path run, SessionWatcher watcher, SimulatedBench bench) throws IOException {
    return new Checkout(0.2, true).run(session(bench, run, watcher));
  }

  @Test
  void whatWasKeptFindsTheSameAgain() throws IOException {
    Findings first;
    try (SimulatedBench bench = lever.simulated()) {
      first = run(folder, new Impatient(0), bench);
    }

    Findings again =
        new Checkout(0.2, true).run(new Replay(lever.robot(), DescribedRobot.SETTINGS, folder));

    assertThat(again.judgements()).isEqualTo(first.judgements()).hasSize(5);
    assertThat(again.numbers()).isEqualTo(first.numbers());
  }

  @Test
  void aRecordingIsReadAsItWasWritten() throws IOException {
    try (SimulatedBench bench = lever.simulated()) {
      Recording recording = bench.perform(LeverMotions.push(1.5, 30, 2));
      Path file = folder.resolve("push.mcap");
      RecordingFile.write(file, "push", spec, recording);

      Recording read = RecordingFile.read(file, spec);

      assertThat(read.end()).isEqualTo(recording.end());
      for (int t = 0; t <= recording.steps(); t++) {
        assertThat(read.time(t)).isEqualTo(recording.time(t));
        assertThat(read.reading(t, 1)).isEqualTo(recording.reading(t, 1));
      }
      assertThat(read.applied(29, 0)).isEqualTo(1.5).isEqualTo(recording.applied(29, 0));
    }
  }

  @Test
  void ctrlCAtAnyInstantLeavesTheDataThatThereIs() throws IOException {
    SplittableRandom random = new SplittableRandom(0);
    for (int i = 0; i < 20; i++) {
      Path run = folder.resolve("run" + i);
      int instant = 1 + random.nextInt(2500);
      Impatient person = new Impatient(instant);
      try (SimulatedBench bench = lever.simulated()) {
        person.press = bench::interrupt;
        assertThatThrownBy(() -> run(run, person, bench))
            .isInstanceOf(SessionInterruptedException.class)
            .hasMessageContaining("stopped as it was told to")
            // where the robot broke off itself nobody knows whether it is
            .satisfies(e -> assertThat(String.valueOf(e.getMessage()).contains("it is at rest"))
                .isEqualTo(e.getCause() == null));
      }
      List<Path> files = RawData.files(run);
      int rows = 0;
      for (Path file : files) {
        rows += RecordingFile.read(file, spec).steps() + 1;
      }
      assertThat(rows).as("rows kept after " + instant + " readings").isGreaterThan(instant);
      assertThat(names(run.resolve("raw"))).noneMatch(name -> name.endsWith("tmp"));
    }
  }

  @Test
  void aDiskThatTakesNoMoreEndsTheSession() throws IOException {
    Path run = folder.resolve("run");
    try (SimulatedBench bench = lever.simulated()) {
      LiveSession session = session(bench, run, new Impatient(0));
      session.perform(LeverMotions.push(0.1, 10, 1));
      List<Path> kept = RawData.files(run);
      Files.move(run.resolve("raw"), run.resolve("away"));

      assertThatThrownBy(() -> session.perform(LeverMotions.push(0.1, 10, 1)))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(kept).hasSize(1);
      assertThat(names(run.resolve("away"))).hasSize(1);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).toList();
    }
  }

  @Test
  void aMotionBeyondTheShareIsRefused() {
    try (SimulatedBench bench = lever.simulated()) {
      Rehearsal rehearsal = new Rehearsal(lever.robot(), DescribedRobot.SETTINGS, bench);

      assertThatThrownBy(() -> rehearsal.perform(LeverMotions.push(1, 10, 3.8)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("motion push must keep to 25 % of the 15.0 N·m of pivot, asked for 3.8");
    }
  }

  @Test
  void thePlanSaysHowFarAndHowFast() {
    try (SimulatedBench bench = lever.simulated()) {
      Rehearsal rehearsal = new Rehearsal(lever.robot(), DescribedRobot.SETTINGS, bench);
      rehearsal.perform(LeverMotions.push(3.75, 60, 3.75));

      assertThat(rehearsal.plan().moves()).isTrue();
      assertThat(rehearsal.plan().objections())
          .singleElement()
          .asString()
          .startsWith("pivot would move with ");
      assertThat(String.join("\n", rehearsal.plan().text())).contains("push", "3.75 of 15");
    }
  }
}
