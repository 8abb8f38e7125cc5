package dev.trammel.controller.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import dev.trammel.controller.storage.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationFileTest {

  private static final RobotModel ROBOT =
      UrdfReader.read(Path.of(System.getProperty("trammel.tasks"), "cartpole.urdf"));

  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void whatIsWrittenIsReadAgain(long seed) throws IOException {
    Calibration calibration = Calibrations.random(ROBOT, new SplittableRandom(seed));

    CalibrationFile written = CalibrationFile.of(calibration).writeTo(folder);
    CalibrationFile read = CalibrationFile.read(written.path());

    assertThat(read).isEqualTo(written);
    assertThat(read.calibration()).isEqualTo(calibration);
    assertThat(Digests.hex(Files.readAllBytes(read.path()))).isEqualTo(written.sha256());
    assertThat(read.path().getFileName().toString())
        .isEqualTo("20260131T120000.000Z-" + written.sha256().substring(0, 8) + ".json");
  }

  @Test
  void aChangedBitIsFound() throws IOException {
    CalibrationFile file = simple();
    byte[] bytes = Files.readAllBytes(file.writeTo(folder).path());

    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> CalibrationFile.parse(file.path(), bytes))
          .isInstanceOf(CalibrationException.class)
          .hasMessageContaining("was changed or cut");
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void aFileThatIsThereStays() throws IOException {
    CalibrationFile file = simple();
    Path path = file.writeTo(folder).path();
    assertThat(file.writeTo(folder).path()).isEqualTo(path);

    Files.writeString(path, "something else");

    assertThatThrownBy(() -> file.writeTo(folder))
        .isInstanceOf(CalibrationException.class)
        .hasMessageContaining("another calibration of this name");
    assertThat(path).hasContent("something else");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2.1\"|1.0\"|schema must be 2.1 or another 2.x, was 1.0",
        "\"n\": 5|\"n\": -1|joints: slide: damping: n must be a number of samples, was -1",
        "\"value\": 0.1|\"value\": .nan|value must be a finite number, was NaN",
        "\"value\": 0.1|\"value\": 1e999|value must be a finite number, was Infinity",
        "\"value\": 0.1|\"value\": 0.2|ci95 must hold the value 0.2",
        "\"value\": 0.1|\"valve\": 0.1|unknown key, had 'valve'",
        "\"damping\"|\"dumping\"|dumping must be one of sign, gear",
        "\"identifiable\": true|\"identifiable\": 1|identifiable must be true or false, was 1",
        "\"doubted\": false|\"doubted\": false, \"holds_if\": \"it rains\"|holds_if must be one of [it weighs",
        "T12:|T99:|made must be a time like",
        "\"period\": 0.004|\"period\": -1|period must be positive and finite, was -1.0 s",
        "\"parent\": null|\"parent\": \"none\"|parent must be a SHA-256 of 64 hex digits",
        "\"device\": \"arm1\"|\"device\": \"../arm1\"|device must be of letters",
        "\"verdict\": \"pass\"|\"verdict\": \"good\"|verdict must be one of [pass",
        "\"question\": \"friction\", \"joint\"|\"question\": \" \", \"joint\"|question must be the name of a",
        "\"question\": \"friction\", \"doubted\"|\"question\": \"\", \"doubted\"|must name the question",
        "\"seed\": 0|\"seed\": 0.5|seed must be a whole number",
        "\"joints\"|\"joint\"|unknown key, had 'joint'",
        "\"period\": 0.004,|\"period\": [0.004,|not a JSON object",
      })
  void whatIsWrongIsNamed(String text, String wrong, String complaint) throws IOException {
    CalibrationFile file = simple();
    String json = Files.readString(file.writeTo(folder).path());
    assertThat(json).contains(text);
    byte[] bytes = json.replace(text, wrong).getBytes(StandardCharsets.UTF_8);
    Path name = Path.of("x-" + Digests.hex(bytes).substring(0, 8) + ".json");

    assertThatThrownBy(() -> CalibrationFile.parse(name, bytes))
        .isInstanceOf(CalibrationException.class)
        .hasMessageStartingWith(name.toString())
        .hasMessageContaining(complaint);
  }

  @Test
  void keysOfALaterMinorVersionAreLeftAlone() throws IOException {
    String json = Files.readString(simple().writeTo(folder).path());
    byte[] bytes = json.replace("\"schema\": \"2.1\"", "\"schema\": \"2.7\", \"mood\": \"good\"")
        .getBytes(StandardCharsets.UTF_8);

    CalibrationFile read =
        CalibrationFile.parse(Path.of("x-" + Digests.hex(bytes).substring(0, 8) + ".json"), bytes);

    assertThat(read.calibration()).isEqualTo(simple().calibration());
  }

  @Test
  void whatAnEstimateTakesForGrantedStandsBesideIt() throws IOException {
    Estimate estimate = new Estimate(0.1, 0, 0.3, 5, "by hand", true, Calibrations.SOURCE)
        .under(Premise.DESCRIBED_WEIGHT);
    CalibrationFile file = CalibrationFile.of(Calibrations.of(ROBOT)
        .with(new Parameter("slide", Quantity.DRY_FRICTION), estimate)
        .build());

    Path path = file.writeTo(folder).path();

    assertThat(Files.readString(path)).contains("\"holds_if\": \"it weighs as described\"");
    assertThat(CalibrationFile.read(path).calibration()).isEqualTo(file.calibration());
  }

  @Test
  void aConditionThatIsNotUnderstoodIsRefusedAlsoOfALaterMinorVersion() throws IOException {
    CalibrationFile file = CalibrationFile.of(Calibrations.of(ROBOT)
        .with(
            new Parameter("slide", Quantity.DRY_FRICTION),
            new Estimate(0.1, 0, 0.3, 5, "by hand", true, Calibrations.SOURCE)
                .under(Premise.DESCRIBED_WEIGHT))
        .build());
    byte[] bytes = Files.readString(file.writeTo(folder).path())
        .replace("\"schema\": \"2.1\"", "\"schema\": \"2.7\"")
        .replace(Premise.DESCRIBED_WEIGHT.text(), "the moon is full")
        .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> CalibrationFile.parse(
            Path.of("x-" + Digests.hex(bytes).substring(0, 8) + ".json"), bytes))
        .isInstanceOf(CalibrationException.class)
        .hasMessageContaining("holds_if must be one of [it weighs as described");
  }

  @Test
  void anIntervalThatWasCutOffIsAsWideAsTheSideThatWasNot() {
    Estimate cut = new Estimate(0.125, 0, 0.375, 5, "by hand", true);
    Estimate whole = new Estimate(0.125, -0.125, 0.375, 5, "by hand", true);

    assertThat(cut.half()).isEqualTo(whole.half());
    assertThat(cut.sigma()).isEqualTo(whole.sigma());
    assertThat(cut.line(-2, 1).half()).isCloseTo(whole.line(-2, 1).half(), within(1e-15));
  }

  @Test
  void anImplausibleNumberIsRefusedUnlessItIsNoMoreThanAGuess() {
    Calibrations sound = Calibrations.of(ROBOT).with("slide", Quantity.DAMPING, -1, false);
    assertThat(CalibrationFile.of(sound.build()).calibration()).isEqualTo(sound.build());

    Calibration wrong =
        sound.with("slide", Quantity.DELAY, 7).with("slide", Quantity.SIGN, 0.5).build();

    assertThatThrownBy(() -> CalibrationFile.of(wrong))
        .isInstanceOf(CalibrationException.class)
        .hasMessageContaining("slide sign must be -1 or 1, was 0.5")
        .hasMessageContaining("slide delay must be from 0.0 to 1.0 s, was 7.0");
  }

  @Test
  void aJointThatSlidesHasItsOwnUnits() throws IOException {
    Calibration calibration = Calibrations.of(ROBOT)
        .with("slide", Quantity.DAMPING, 0.1)
        .with("hinge", Quantity.DAMPING, 0.1)
        .build();

    String json =
        Files.readString(CalibrationFile.of(calibration).writeTo(folder).path());

    assertThat(json).contains("\"unit\": \"N·s/m\"").contains("\"unit\": \"N·m·s/rad\"");
  }

  @Test
  void aFileUnderAnotherNameIsRefused() throws IOException {
    Path path = simple().writeTo(folder).path();
    Path renamed = Files.move(path, path.resolveSibling("robot.json"));

    assertThatThrownBy(() -> CalibrationFile.read(renamed))
        .isInstanceOf(CalibrationException.class)
        .hasMessageContaining("must keep its name");
  }

  private static CalibrationFile simple() {
    return CalibrationFile.of(Calibrations.of(ROBOT)
        .with("slide", Quantity.DAMPING, 0.1)
        .with(Judgement.pass("cart damping", "found"))
        .build());
  }
}
