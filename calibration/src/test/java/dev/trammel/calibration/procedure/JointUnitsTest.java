package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of joints that slide are in metres and newtons. */
class JointUnitsTest {

  static Stream<Procedure> questions() {
    return Stream.of(
        new Friction(), new Delay(), new Noise(60), new Encoder(Encoder.KnownPoses.STOPS, 0.001));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void nothingThatSlidesIsToldInRadians(Procedure question) throws IOException {
    BenchSession session = JointBench.session("cartpole-swingup", List.of(0), "matching", 1);

    Findings findings = question.run(session);

    StringBuilder text = new StringBuilder();
    findings.judgements().stream().map(Judgement::reason).forEach(text::append);
    findings.figures().forEach(figure -> figure.render(text));
    assertThat(text.toString()).isNotEmpty().doesNotContain("N·m", "rad");
  }

  @ParameterizedTest
  @CsvSource({"slide, N·s/m", "hinge, N·m·s/rad"})
  void aParameterHasTheUnitOfItsOwnJoint(String joint, String unit) throws IOException {
    BenchRobot robot =
        JointBench.session("cartpole-swingup", List.of(0), "matching", 1).robot();

    assertThat(robot.unit(new Parameter(joint, Quantity.DAMPING))).isEqualTo(unit);
  }
}
