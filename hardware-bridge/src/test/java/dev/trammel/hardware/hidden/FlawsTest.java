package dev.trammel.hardware.hidden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.robot.RobotModel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlawsTest {

  private static final List<Integer> SEVEN = List.of(0, 1, 2, 3, 4, 5, 6);

  private static RobotModel arm() throws IOException {
    return HiddenTest.plant("arm-bench").robot();
  }

  @Test
  void flawsAreReadAsTheyAreWritten() throws IOException {
    RobotModel arm = arm();
    String text = "sign:joint2,motor:joint3,swap:joint1:joint4,dead:joint5,"
        + "saturate:joint7:-0.25,limit:joint6:-0.4,watchdog:0.3";

    Flaws flaws = Flaws.parse(text, arm);

    assertThat(flaws.all()).hasSize(7);
    assertThat(String.join(
            ",",
            flaws.all().stream()
                .map(flaw -> flaw.text(i -> arm.bodies().get(i).joint().name()))
                .toList()))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      arm-bench | sign:joint9 | robot arm7 has no joint 'joint9'
      arm-bench | sign | no flaw is written so
      arm-bench | swap:joint1:joint1 | a motor is swapped with another one
      arm-bench | saturate:joint1:0 | bound of the encoder must be above or below 0
      arm-bench | limit:joint1:1.5 | share of the way to the bound must be in [0.05, 0.95], was 1.5
      arm-bench | watchdog:5 | lateness of the watchdog must be in [0.001, 1.9], was 5.0
      arm-bench | watchdog:soon | For input string: "soon"
      pendulum-swingup | limit:pivot | a joint that turns for ever has no end stop
      """)
  void aFlawThatCannotBeIsRefusedWithWhatThereIs(String task, String text, String why)
      throws IOException {
    RobotModel robot = HiddenTest.plant(task).robot();

    assertThatThrownBy(() -> Flaws.parse(text, robot))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("there are sign:JOINT, motor:JOINT");
  }

  @Test
  void aSeedDrawsNoneOneOrTwoOfAllKindsAndNeverTwoOnOneJoint() throws IOException {
    RobotModel arm = arm();
    Map<Integer, Integer> counts = new TreeMap<>();
    Map<String, Integer> kinds = new TreeMap<>();
    for (long seed = 0; seed < 2000; seed++) {
      Flaws flaws = Flaws.draw(seed, arm, SEVEN);
      counts.merge(flaws.all().size(), 1, Integer::sum);
      flaws.all().forEach(flaw -> kinds.merge(flaw.getClass().getSimpleName(), 1, Integer::sum));
      List<String> names = flaws.all().stream()
          .map(flaw -> flaw.text(joint -> "j" + joint))
          .flatMap(text -> List.of(text.split(":")).stream())
          .filter(word -> word.startsWith("j"))
          .toList();
      assertThat(names).doesNotHaveDuplicates();
      assertThat(flaws).isEqualTo(Flaws.draw(seed, arm, SEVEN));
    }

    assertThat(counts.getOrDefault(0, 0) / 2000.0).isCloseTo(0.2, within(0.03));
    assertThat(counts.getOrDefault(1, 0) / 2000.0).isCloseTo(0.5, within(0.04));
    assertThat(kinds).hasSize(6).allSatisfy((kind, count) -> assertThat(count).isBetween(300, 450));
  }

  @Test
  void oneJointAloneIsNeverSwappedAndStillHasTwoFlawsNowAndThen() throws IOException {
    RobotModel lever = HiddenTest.plant("joint-bench").robot();

    assertThat(LongStream.range(0, 300)
            .mapToObj(seed -> Flaws.draw(seed, lever, List.of(0)))
            .flatMap(flaws -> flaws.all().stream()))
        .noneMatch(Flaw.SwappedMotors.class::isInstance)
        .anyMatch(Flaw.SlowWatchdog.class::isInstance)
        .anyMatch(Flaw.EarlyStop.class::isInstance);
  }

  @Test
  void ofTheKindsThatAreAskedForEachRobotHasOne() throws IOException {
    RobotModel arm = arm();
    RobotModel lever = HiddenTest.plant("joint-bench").robot();
    Map<String, Integer> drawn = new TreeMap<>();
    for (long seed = 0; seed < 60; seed++) {
      Flaws flaws = Flaws.drawOne(seed, List.of("sign", "swap"), arm, SEVEN);
      assertThat(flaws.all()).hasSize(1);
      drawn.merge(flaws.all().get(0).getClass().getSimpleName(), 1, Integer::sum);
      assertThat(Flaws.drawOne(seed, List.of("sign", "swap"), lever, List.of(0)).all())
          .containsExactly(new Flaw.FlippedEncoder(0));
    }
    assertThat(drawn).containsOnlyKeys("FlippedEncoder", "SwappedMotors");
    assertThat(drawn.values()).allMatch(count -> count > 15);
    assertThatThrownBy(() -> Flaws.drawOne(0, List.of("swap"), lever, List.of(0)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("can have none of [swap]");
    assertThatThrownBy(() -> Flaws.drawOne(0, List.of("broken"), lever, List.of(0)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("not 'broken'");
  }
}
