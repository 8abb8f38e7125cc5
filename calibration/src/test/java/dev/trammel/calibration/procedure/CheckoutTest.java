package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.bench.Silence;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Flaws;
import dev.trammel.hardware.hidden.Hidden;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Robots that somebody put together wrongly, without the wire before them. */
class CheckoutTest {

  private static Task task(String name) throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find(name), List.of());
  }

  private static List<Judgement> check(String name, long seed, String flaws) throws IOException {
    return check(name, Hidden.of("friction,damping,delay", seed), flaws);
  }

  private static List<Judgement> check(String name, Hidden hidden, String flaws)
      throws IOException {
    Task task = task(name);
    return CheckoutStudy.check(
        task,
        flaws.isEmpty() ? hidden : hidden.with(Flaws.parse(flaws, task.plant().robot())));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void aSoundJointPasses(long seed) throws IOException {
    assertThat(check("joint-bench", seed, "")).allMatch(each -> each.verdict() == Verdict.PASS);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      sign:pivot       | pivot sign        | makes its position fall
      motor:pivot      | pivot sign        | makes its position fall
      dead:pivot       | pivot encoder     | did not move with any pulse
      limit:pivot:0.4  | pivot upper limit | it stopped at 0.8
      limit:pivot:-0.4 | pivot lower limit | it stopped at −0.8
      limit:pivot:0.92 | pivot upper limit | it stopped at 2.02
      limit:pivot:-0.85 | pivot lower limit | it stopped at −1.87
      """)
  void whatIsWrongWithAJointIsNamed(String flaw, String subject, String reason) throws IOException {
    assertThat(check("joint-bench", 3, flaw))
        .filteredOn(each -> each.verdict() == Verdict.FAIL)
        .hasSize(1)
        .allSatisfy(each -> {
          assertThat(each.subject()).isEqualTo(subject);
          assertThat(each.reason()).contains(reason);
        });
  }

  @Test
  void anArmsFaultsAreFoundBesideEachOther() throws IOException {
    List<Judgement> found = check("arm-bench", 0, "sign:joint3,dead:joint6");

    assertThat(reason(found, "joint3 sign")).contains("makes its position fall");
    assertThat(reason(found, "joint6 encoder")).contains("did not move with any pulse");
    assertThat(found).filteredOn(each -> each.verdict() == Verdict.FAIL).hasSize(2);
  }

  @Test
  void swappedMotorsAreToldByWhatMoves() throws IOException {
    assertThat(reason(check("arm-bench", 0, "swap:joint1:joint3"), "joint1 motor"))
        .contains("it moves joint3, not joint1");
  }

  /** Joint 2 would go 1.4 rad by itself, joint 4 along with it. */
  @ParameterizedTest
  @CsvSource({"sign:joint2, joint2 sign", "motor:joint4, joint4 sign", "dead:joint6, joint6 encoder"
  })
  void anArmThatFallsWhenItIsLetGoIsHeldAndCheckedAllTheSame(String flaw, String subject)
      throws IOException {
    assertThat(check("arm-bench", Hidden.of("matching", 1), flaw))
        .filteredOn(each -> each.verdict() == Verdict.FAIL)
        .extracting(Judgement::subject)
        .containsExactly(subject);
  }

  /** Joint 4 of the other one slips beneath its weight during a pulse on joint 6. */
  @ParameterizedTest
  @ValueSource(longs = {2, 29})
  void anArmWithWrongMassesPassesIfNothingElseIsWrong(long seed) throws IOException {
    assertThat(check("arm-bench", Hidden.of("matching", seed), ""))
        .allMatch(each -> each.verdict() == Verdict.PASS);
  }

  /** Its weight takes all of the effort that is allowed before it is there, but it is at full speed. */
  @ParameterizedTest
  @CsvSource({"64, limit:pivot:-0.756", "121, limit:pivot:0.641"})
  void aHeavyLeverAtAnEndStopIsNotTakenForOneThatIsTooWeak(long seed, String flaw)
      throws IOException {
    assertThat(check("joint-bench", Hidden.of("matching,lag,ripple,backlash", seed), flaw))
        .filteredOn(each -> each.verdict() == Verdict.FAIL)
        .extracting(Judgement::reason)
        .singleElement()
        .asString()
        .startsWith("it stopped at ");
  }

  @Test
  void aLeverThatIsTooHeavyForItsMotorIsNotTakenForOneAtAnEndStop() throws IOException {
    assertThat(check("joint-bench", Hidden.of("matching,lag,ripple,backlash", 2), ""))
        .filteredOn(each -> each.verdict() != Verdict.PASS)
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.reason()).contains("where its effort was spent"));
  }

  @Test
  void aJointThatReadsBeyondItsBoundIsNotThereAlready() throws IOException {
    assertThat(
            reason(check("joint-bench", Hidden.of("offset=2.3..2.3", 0), ""), "pivot upper limit"))
        .startsWith("it reads 2.3 where it stands, beyond 2.2, which is declared");
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "100"})
  void anEncoderBeforeTheGearEndsThePulsesWhileTheyAreSmall(String gear) throws IOException {
    Task task = task("joint-bench");
    EmulatedBench bench = new EmulatedBench(EmulatedRobot.of(
        task, new EmulatedRobot.Choice("robot", 1, Hidden.of("gear=" + gear, 0), true)));
    bench.open();
    double[] greatest = new double[1];
    bench.watch(
        (seconds, reading, applied) -> greatest[0] = Math.max(greatest[0], Math.abs(applied[0])));
    BenchRobot robot = new BenchRobot(task.plant(), bench.nameplate(), Optional.empty());

    List<Judgement> found =
        new Checkout(0.1, false).run(new DirectSession(robot, bench, 0)).judgements();

    assertThat(found)
        .filteredOn(each -> each.subject().equals("pivot sign"))
        .singleElement()
        .satisfies(each -> assertThat(each.verdict()).isEqualTo(Verdict.NOT_IDENTIFIABLE))
        .satisfies(each -> assertThat(each.reason()).contains("its encoder counts before a gear"));
    assertThat(found).extracting(Judgement::subject).doesNotContain("pivot encoder");
    assertThat(greatest[0]).isLessThan(0.04 * robot.greatestEffort(0));
  }

  @Test
  void whoPassesCheckoutCanTellItsEncoderAtItsEndStops() throws IOException {
    Hidden hidden = Hidden.of("matching", 3);

    assertThat(check("joint-bench", hidden, "")).allMatch(each -> each.verdict() == Verdict.PASS);
    Findings encoder = new Encoder(Encoder.KnownPoses.STOPS, 0.001)
        .run(TestBench.session(task("joint-bench"), hidden));

    assertThat(encoder.judgements()).allMatch(each -> each.verdict() == Verdict.PASS);
    assertThat(encoder.estimates()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      LEASE | 1.003 | 0.1 | 0.002 | PASS             | gave up after 1003.0 ms ± 2.0 ms, at rest 100 ms
      LEASE | 1.003 | 2.0 | 0.002 | PASS             | moved on until it was cut off 2000 ms later
      LEASE | 1.1   | 0.1 | 0.002 | FAIL             | 100.0 ms too late
      LEASE | 0.9   | 0.1 | 0.002 | FAIL             | 100.0 ms too early
      LEASE | 1.08  | 0.1 | 0.08  | NOT_IDENTIFIABLE | the link is too uneven to tell
      TUBE  | -2    | 0.1 | 0.002 | NOT_IDENTIFIABLE | ended before by a fault of its own (TUBE)
      NONE  | 8.5   | 0   | 0     | FAIL             | it went on for 8500.0 ms at least: it has no watchdog
      """)
  void whatTheRobotDoesInSilenceIsToldBesideWhatWasFoundBefore(
      String fault,
      double untilFault,
      double untilRest,
      double bound,
      Verdict verdict,
      String reason)
      throws IOException {
    Task task = task("joint-bench");
    Hidden hidden =
        Hidden.of("friction", 3).with(Flaws.parse("sign:pivot", task.plant().robot()));
    EmulatedBench bench = new EmulatedBench(
        EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, hidden, true)));
    bench.open();
    bench.answerSilence(new Silence(1, untilFault, untilRest, bound, new double[] {0.02}, fault));
    BenchRobot robot = new BenchRobot(task.plant(), bench.nameplate(), Optional.empty());

    List<Judgement> found =
        new Checkout(0.1, true).run(new DirectSession(robot, bench, 0)).judgements();

    assertThat(reason(found, "pivot sign")).contains("makes its position fall");
    assertThat(found)
        .filteredOn(each -> each.subject().equals("watchdog"))
        .singleElement()
        .satisfies(each -> assertThat(each.verdict()).isEqualTo(verdict))
        .satisfies(each -> assertThat(each.reason()).contains(reason));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      gear=2,friction=0.01..0.01 | pivot sign        | its encoder may count before a gear
      gear=1/2             | pivot upper limit | an encoder that reads less than its joint goes
      """)
  void aGearThatThePulsesLetPassIsSpokenOfWhereItShows(String hidden, String subject, String reason)
      throws IOException {
    assertThat(check("joint-bench", Hidden.of(hidden, 0), ""))
        .filteredOn(each -> each.subject().equals(subject))
        .singleElement()
        .satisfies(each -> assertThat(each.reason()).contains(reason, "encoder"));
  }

  private static String reason(List<Judgement> found, String subject) {
    return found.stream()
        .filter(each -> each.subject().equals(subject) && each.verdict() == Verdict.FAIL)
        .findFirst()
        .orElseThrow(() -> new AssertionError(subject + " was not found fault with: " + found))
        .reason();
  }
}
