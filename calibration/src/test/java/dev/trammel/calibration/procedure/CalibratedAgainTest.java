package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.calibration.bench.Asked;
import dev.trammel.calibration.bench.Draft;
import dev.trammel.calibration.procedure.Encoder.KnownPoses;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.CalibrationInForce;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found of a robot does not depend on the calibration that it works by meanwhile. */
class CalibratedAgainTest {

  private static final String JOINT = "pivot";
  /** What encoder promises: a count and a tenth of a milliradian. Two answers differ by their noise. */
  private static final double BAR = 4.8e-4;

  private static final String DATA = "ab".repeat(32);

  private static final Estimate.Source SOURCE = new Estimate.Source("test", false, DATA);

  private static final Calibration.Origin ORIGIN =
      new Calibration.Origin(Instant.parse("2026-01-31T12:00:00Z"), "test", "test", 0);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void anEncoderIsTheSameWhateverTheRobotMakesOfIt(long seed) throws Exception {
    Task task = TestBench.read("joint-bench");
    Hidden hidden = Hidden.of("sign,gear,offset,eccentricity", seed);
    Procedure encoder = new Encoder(KnownPoses.PLACED, 0);

    CalibrationFile raw = asked(encoder, task, hidden, Optional.empty());
    CalibrationFile wrong = with(raw, offset(raw).line(1, 0.02));
    CalibrationFile again = asked(encoder, task, hidden, Optional.of(wrong));

    assertThat(value(again, Quantity.SIGN)).isEqualTo(value(raw, Quantity.SIGN));
    assertThat(value(again, Quantity.GEAR)).isCloseTo(value(raw, Quantity.GEAR), within(1e-12));
    assertThat(value(again, Quantity.OFFSET)).isCloseTo(offset(raw).value(), within(BAR));
    assertThat(value(again, Quantity.ECCENTRICITY))
        .isCloseTo(value(raw, Quantity.ECCENTRICITY), within(BAR));
    assertThat(again.calibration().parent()).hasValue(wrong.sha256());
  }

  @Test
  void weightIsTheSameWhateverTheRobotCarriesOfItByItself() throws Exception {
    Task task = TestBench.read("joint-bench", "plant.gravityCompensation=true");
    Hidden hidden = Hidden.of("mass,offset", 1);

    CalibrationFile raw = asked(new Gravity(), task, hidden, Optional.empty());
    double off = offset(raw).value() + 0.01;
    Estimate vague = new Estimate(off, off - 1, off + 1, 1, "said", true, SOURCE);
    CalibrationFile wrong = with(raw, vague, new Parameter("lever", Quantity.MASS), estimate(1.3));
    CalibrationFile again = asked(new Gravity(), task, hidden, Optional.of(wrong));
    CalibrationFile knowing = asked(
        new Gravity(),
        task,
        hidden,
        Optional.of(with(raw, vague)),
        Optional.of(with(wrong, vague.line(1, -0.02))));

    Parameter weight = new Parameter("lever.mcz", Quantity.BASE);
    double found = of(raw, weight).value();
    for (CalibrationFile other : List.of(again, knowing)) {
      assertThat(of(other, weight).value()).isCloseTo(found, within(0.005 * Math.abs(found)));
      assertThat(offset(other).value()).isCloseTo(offset(raw).value(), within(1e-3));
    }
  }

  @Test
  void anEncoderThatWasReplacedIsNotWhatItWasKnownToBe() throws Exception {
    Task task = TestBench.read("joint-bench");
    Parameter offset = new Parameter(JOINT, Quantity.OFFSET);
    BenchRobot plain = robot(task, Hidden.described(), Optional.empty()).robot();
    Estimate was = new Estimate(0.05, 0.0499, 0.0501, 5, "stops", true).by("encoder", false);
    Calibration.Subject subject =
        draft(plain, Optional.empty(), Map.of()).calibration().subject();
    Optional<CalibrationFile> known = Optional.of(CalibrationFile.of(new Calibration(
        subject,
        ORIGIN,
        new TreeMap<>(Map.of(offset, was.withData(DATA))),
        List.of(),
        Optional.empty())));
    BenchSession session = robot(task, Hidden.described(), known, Optional.empty());

    Findings found = new Gravity().run(session).withData(DATA);
    Draft draft = Draft.of(session.robot(), known, found, new Asked(ORIGIN, List.of(0), Map.of()));

    assertThat(found.judgements())
        .filteredOn(judgement -> judgement.subject().equals("pivot offset"))
        .singleElement()
        .satisfies(judgement -> {
          assertThat(judgement.verdict()).isEqualTo(Judgement.Verdict.FAIL);
          assertThat(judgement.reason()).contains("but it was known to be 50.00 ± 0.10 mrad");
        });
    assertThat(draft.calibration().estimates()).containsEntry(offset, was.withData(DATA));
  }

  @Test
  void anOffsetThatTheRobotTakesOffIsStillTheEncodersOwn() throws Exception {
    Task task = TestBench.read("joint-bench");
    Hidden hidden = Hidden.of("offset", 1);
    Estimate is = offset(asked(new Gravity(), task, hidden, Optional.empty()));
    BenchRobot plain = robot(task, hidden, Optional.empty()).robot();
    CalibrationFile none = draft(plain, Optional.empty(), Map.of());

    // by half of it, what is left of the readings is as large as what is known
    for (double share : List.of(1.0, 0.5)) {
      Estimate known = is.line(share, 0).by("encoder", false);
      Optional<CalibrationFile> inForce = Optional.of(with(none, known));
      Findings found = new Gravity().run(robot(task, hidden, inForce));

      assertThat(found.judgements())
          .filteredOn(judgement -> judgement.subject().equals("pivot offset"))
          .extracting(Judgement::verdict)
          .containsExactly(share == 1 ? Judgement.Verdict.PASS : Judgement.Verdict.FAIL);
    }
  }

  @Test
  void whatCouldNotBeToldLeavesWhatIsKnown() throws Exception {
    Task task = TestBench.read("joint-bench");
    BenchRobot robot = robot(task, Hidden.described(), Optional.empty()).robot();
    Parameter delay = new Parameter(JOINT, Quantity.DELAY);
    Parameter damping = new Parameter(JOINT, Quantity.DAMPING);
    Estimate guess = new Estimate(0.9, 0, 2, 3, "guess", false, SOURCE);

    CalibrationFile first =
        draft(robot, Optional.empty(), Map.of(delay, estimate(0.004), damping, estimate(0.2)));
    CalibrationFile second = draft(robot, Optional.of(first), Map.of(delay, guess));
    CalibrationFile third = draft(robot, Optional.of(second), Map.of(delay, estimate(0.005)));

    assertThat(of(second, delay)).isEqualTo(estimate(0.004));
    assertThat(of(third, delay)).isEqualTo(estimate(0.005));
    assertThat(of(third, damping)).isEqualTo(estimate(0.2));
  }

  @Test
  void aRobotIsNotTakenWithoutTheCalibrationThatItWorksBy() throws Exception {
    Task task = TestBench.read("joint-bench");
    BenchRobot plain = robot(task, Hidden.described(), Optional.empty()).robot();
    CalibrationFile file =
        draft(plain, Optional.empty(), Map.of(new Parameter(JOINT, Quantity.DELAY), estimate(0)));
    BenchRobot calibrated = robot(task, Hidden.described(), Optional.of(file)).robot();

    assertThatThrownBy(() -> new BenchRobot(task.plant(), calibrated.nameplate(), Optional.empty()))
        .hasMessageContaining("must be known with the calibration that it works by")
        .hasMessageContaining(file.sha256());
  }

  private static CalibrationFile asked(
      Procedure procedure, Task task, Hidden hidden, Optional<CalibrationFile> inForce) {
    return asked(procedure, task, hidden, inForce, inForce);
  }

  private static CalibrationFile asked(
      Procedure procedure,
      Task task,
      Hidden hidden,
      Optional<CalibrationFile> known,
      Optional<CalibrationFile> inForce) {
    BenchSession session = robot(task, hidden, known, inForce);
    Map<Parameter, Estimate> found = procedure.run(session).withData(DATA).estimates();
    return draft(session.robot(), known, found);
  }

  private static BenchSession robot(Task task, Hidden hidden, Optional<CalibrationFile> inForce) {
    return robot(task, hidden, inForce, inForce);
  }

  private static BenchSession robot(
      Task task,
      Hidden hidden,
      Optional<CalibrationFile> before,
      Optional<CalibrationFile> inForce) {
    Task known = inForce
        .map(file -> task.with(CalibrationInForce.applied(file, task.plant())))
        .orElse(task);
    EmulatedBench bench = new EmulatedBench(
        EmulatedRobot.of(known, new EmulatedRobot.Choice("robot", 1, hidden, true)));
    bench.open();
    BenchRobot robot = new BenchRobot(
        task.plant(), bench.nameplate(), before.map(CalibrationFile::calibration), inForce);
    return new DirectSession(robot, bench, 0, 1);
  }

  private static CalibrationFile draft(
      BenchRobot robot, Optional<CalibrationFile> before, Map<Parameter, Estimate> found) {
    Findings findings = new Findings(found, List.of(), List.of(), Map.of());
    return CalibrationFile.of(
        Draft.of(robot, before, findings, new Asked(ORIGIN, List.of(0), Map.of()))
            .calibration());
  }

  private static CalibrationFile with(CalibrationFile file, Estimate offset) {
    return with(file, offset, new Parameter(JOINT, Quantity.DELAY), estimate(0));
  }

  private static CalibrationFile with(
      CalibrationFile file, Estimate offset, Parameter other, Estimate value) {
    Calibration of = file.calibration();
    TreeMap<Parameter, Estimate> estimates = new TreeMap<>(of.estimates());
    estimates.put(new Parameter(JOINT, Quantity.OFFSET), offset);
    estimates.put(other, value);
    return CalibrationFile.of(
        new Calibration(of.subject(), of.origin(), estimates, of.judgements(), Optional.empty()));
  }

  private static Estimate estimate(double value) {
    return new Estimate(value, value, value, 1, "said", true, SOURCE);
  }

  private static Estimate offset(CalibrationFile file) {
    return of(file, new Parameter(JOINT, Quantity.OFFSET));
  }

  private static double value(CalibrationFile file, Quantity quantity) {
    return of(file, new Parameter(JOINT, quantity)).value();
  }

  private static Estimate of(CalibrationFile file, Parameter parameter) {
    Estimate found = file.calibration().estimates().get(parameter);
    return Objects.requireNonNull(found, () -> "nothing is known of " + parameter);
  }
}
