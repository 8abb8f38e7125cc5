package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.fit.Trace;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FitSimTest {

  private static final String WRONG_BY_A_THIRD =
      "mass=0.3,inertia=0.3,damping=0.3,friction,delay=0.004";

  private static DirectSession session(String task, String hidden, long seed) throws IOException {
    Task read = TaskReader.read(TaskCatalog.shipped().find(task), List.of());
    EmulatedBench bench = new EmulatedBench(EmulatedRobot.of(
        read, new EmulatedRobot.Choice("robot", 1, Hidden.of(hidden, seed), true)));
    return new DirectSession(
        new BenchRobot(read.plant(), bench.nameplate(), Optional.empty()), bench, seed);
  }

  @Test
  void aCartWithAFreePoleIsForetoldToTheNoiseOfItsSensors() throws IOException {
    Findings findings = new FitSim().run(session("cartpole-swingup", WRONG_BY_A_THIRD, 0));

    assertThat(findings.judgements()).noneMatch(judgement -> judgement.verdict() == Verdict.FAIL);
    assertThat(findings.numbers().get("validation_error_ratio")).isLessThan(1.2);
    assertThat(findings.numbers().get("open_loop_gain")).isGreaterThan(5);
    assertThat(findings.numbers().get("open_loop_floors")).isLessThan(2);
    Estimate friction = Objects.requireNonNull(
        findings.estimates().get(new Parameter("slide", Quantity.DRY_FRICTION)));
    assertThat(friction.value()).isBetween(0.97 * 0.12684, 1.03 * 0.12684);
  }

  @Test
  void aStrengthThatNobodyMeasuredIsNotWrittenAsMeasured() throws IOException {
    DirectSession session = session("planar-reach", "friction,delay=0.004", 0);
    Findings findings = new FitSim().run(session);

    assertThat(findings.estimates().entrySet())
        .filteredOn(each -> each.getKey().quantity() == Quantity.STRENGTH)
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.getValue().method()).isEqualTo(Dynamics.BELIEVED));
  }

  @Test
  void twentyWrongMappingsAreNoticedAndTheRightOneIsNot() throws IOException {
    DirectSession session = session("arm-bench", "mass=0.3,inertia=0.3", 1);
    PlantSettings described = session.robot().described();
    Trace sound = new Shaking(session).ask("mapping").trace();

    assertThat(MappingCheck.fault(described, sound)).isEmpty();
    SplittableRandom random = new SplittableRandom(0);
    for (int planted = 0; planted < 20; planted++) {
      int one = random.nextInt(7);
      int other = (one + 1 + random.nextInt(6)) % 7;
      Trace wrong = planted % 2 == 0 ? flipped(sound, one) : swapped(sound, one, other);
      assertThat(MappingCheck.fault(described, wrong)).isPresent();
    }
  }

  private static Trace flipped(Trace trace, int joint) {
    double[][] commands = commands(trace);
    for (double[] row : commands) {
      row[joint] *= -1;
    }
    return with(trace, commands);
  }

  private static Trace swapped(Trace trace, int one, int other) {
    double[][] commands = commands(trace);
    for (double[] row : commands) {
      double kept = row[one];
      row[one] = row[other];
      row[other] = kept;
    }
    return with(trace, commands);
  }

  private static double[][] commands(Trace trace) {
    double[][] commands = new double[trace.steps()][trace.joints()];
    for (int t = 0; t < commands.length; t++) {
      for (int i = 0; i < trace.joints(); i++) {
        commands[t][i] = trace.command(t, i);
      }
    }
    return commands;
  }

  private static Trace with(Trace trace, double[][] commands) {
    int steps = trace.steps();
    double[] readingTimes = new double[steps + 1];
    double[] commandTimes = new double[steps];
    double[][] positions = new double[steps + 1][trace.joints()];
    double[][] rates = new double[steps + 1][trace.joints()];
    for (int t = 0; t <= steps; t++) {
      readingTimes[t] = trace.readingTime(t);
      for (int i = 0; i < trace.joints(); i++) {
        positions[t][i] = trace.position(t, i);
        rates[t][i] = trace.rate(t, i);
      }
    }
    for (int t = 0; t < steps; t++) {
      commandTimes[t] = trace.commandTime(t);
    }
    return new Trace(readingTimes, commandTimes, positions, rates, commands);
  }

  @Test
  void aRobotThatIsAsDescribedIsVerifiedAndOneThatGrewHeavierIsNot() throws IOException {
    Findings same = new Verify().run(session("joint-bench", "mass=1..1", 1));
    Findings heavier = new Verify().run(session("joint-bench", "mass=1.05..1.05", 1));

    assertThat(same.judgements()).allMatch(judgement -> judgement.verdict() == Verdict.PASS);
    assertThat(heavier.judgements())
        .filteredOn(judgement -> judgement.verdict() == Verdict.FAIL)
        .singleElement()
        .satisfies(judgement ->
            assertThat(judgement.reason()).endsWith("nobody has measured them yet: ask fit-sim"));
  }
}
