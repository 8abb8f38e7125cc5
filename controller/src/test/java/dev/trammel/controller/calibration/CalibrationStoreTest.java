package dev.trammel.controller.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationStoreTest {

  private static final RobotModel ROBOT =
      UrdfReader.read(Path.of(System.getProperty("trammel.tasks"), "cartpole.urdf"));
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

  @TempDir
  private Path root;

  private CalibrationStore store = CalibrationStore.of(Path.of("cal"), "arm1");

  @BeforeEach
  void open() {
    store = CalibrationStore.of(root, "arm1");
  }

  @Test
  void aNewCalibrationIsNotInForce() throws IOException {
    CalibrationFile first = store.add(numbered(1));
    CalibrationFile second = store.add(numbered(2));

    assertThat(store.current()).isEmpty();
    assertThat(store.latest()).contains(second);
    assertThat(store.names()).hasSize(2);
    assertThat(store.find(first.shortHash())).isEqualTo(first);
    assertThat(store.find(first.sha256())).isEqualTo(first);
    assertThat(store.find("latest")).isEqualTo(second);
  }

  @Test
  void whatCameIntoForceMeanwhileIsNotPushedAside() throws IOException {
    CalibrationFile first = store.add(numbered(1));
    CalibrationFile second = store.add(numbered(2));
    store.promote(first, NOW, List.of(), Optional.empty());

    assertThatThrownBy(() -> store.promote(second, NOW, List.of(), Optional.empty()))
        .isInstanceOf(CalibrationException.class)
        .hasMessageContaining("must still have in force what the new one was compared with");
    assertThat(store.current()).contains(first);
    store.promote(second, NOW, List.of(), Optional.of(first));
    assertThat(store.current()).contains(second);
  }

  @Test
  void promotingAndRollingBackMoveThePointer() throws IOException {
    List<CalibrationFile> files = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      files.add(store.add(numbered(i)));
      store.promote(files.get(i), NOW, List.of());
    }
    assertThat(store.current()).contains(files.get(2));

    assertThat(store.rollback(NOW)).contains(files.get(1));
    assertThat(store.rollback(NOW)).contains(files.get(0));
    assertThat(store.rollback(NOW)).isEmpty();

    assertThat(store.current()).isEmpty();
    assertThat(store.rollback(NOW, Optional.of(store.names().get(1)))).contains(files.get(1));
    assertThat(store.current()).contains(files.get(1));
    assertThat(store.history()).hasSize(7);
  }

  @Test
  void whatSpokeAgainstAPromotionIsKept() throws IOException {
    CalibrationFile file = store.add(numbered(1));

    store.promote(file, NOW, List.of("cart sign failed"));

    assertThat(store.history().get(0).despite()).containsExactly("cart sign failed");
    assertThat(store.history().get(0).at()).isEqualTo(NOW);
  }

  @Test
  void aFolderOrPointerMeansWhatIsInForce() throws IOException {
    CalibrationFile file = store.add(numbered(1));
    assertThatThrownBy(() -> CalibrationStore.resolve(store.folder()))
        .isInstanceOf(CalibrationException.class)
        .hasMessageContaining("no calibration is in force there");

    store.promote(file, NOW, List.of());

    assertThat(CalibrationStore.resolve(store.folder())).isEqualTo(file.path());
    assertThat(CalibrationStore.resolve(store.folder().resolve("current"))).isEqualTo(file.path());
    assertThat(CalibrationStore.resolve(file.path())).isEqualTo(file.path());
  }

  @Test
  void whatCannotBeFoundIsNamed() throws IOException {
    store.add(numbered(1));

    assertThatThrownBy(() -> store.find("0123abcd"))
        .isInstanceOf(CalibrationException.class)
        .hasMessageContaining("must have one calibration '0123abcd', had 0; known: 2026");
    assertThatThrownBy(() -> store.find("current")).hasMessageContaining("had 0");
    assertThatThrownBy(() -> CalibrationStore.of(root, "../x"))
        .hasMessageContaining("a device's name must be of letters");
  }

  @Test
  void aCalibrationOfAnotherDeviceIsRefused() {
    CalibrationStore other = CalibrationStore.of(root, "arm2");

    assertThatThrownBy(() -> other.add(numbered(1)))
        .isInstanceOf(CalibrationException.class)
        .hasMessageContaining("must be of device arm2, was of arm1");
  }

  @Test
  void aChangedFileIsNotPromotedAndThePointerStays() throws IOException {
    CalibrationFile sound = store.add(numbered(1));
    store.promote(sound, NOW, List.of());
    CalibrationFile changed = store.add(numbered(2));
    Files.writeString(changed.path(), Files.readString(changed.path()).replace("0.2", "0.3"));

    assertThatThrownBy(() -> store.promote(changed, NOW, List.of()))
        .hasMessageContaining("was changed or cut");

    assertThat(store.current()).contains(sound);
  }

  @Test
  void whatAKillLeftIsNotLookedAt() throws IOException {
    CalibrationFile sound = store.add(numbered(1));
    store.promote(sound, NOW, List.of());
    Files.writeString(store.folder().resolve("current.tmp"), "{\"kind\": \"prom");
    Files.writeString(store.folder().resolve("20270101T000000.000Z-00000000.json.tmp"), "{");

    assertThat(store.current()).contains(sound);
    assertThat(store.latest()).contains(sound);
  }

  @Test
  void manyWritersLoseNothing() throws IOException {
    List<CalibrationFile> files = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      files.add(CalibrationFile.of(numbered(i)));
    }

    IntStream.range(0, 8).parallel().forEach(i -> {
      try {
        CalibrationStore own = CalibrationStore.of(root, "arm1");
        own.promote(own.add(files.get(i).calibration()), NOW, List.of());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });

    assertThat(store.names()).hasSize(8);
    assertThat(store.history()).hasSize(8);
  }

  static Calibration numbered(int number) {
    return Calibrations.of(ROBOT)
        .with("slide", Quantity.DAMPING, 0.1 * number)
        .made(NOW.plusSeconds(number))
        .build();
  }
}
