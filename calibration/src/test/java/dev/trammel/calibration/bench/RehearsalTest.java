package dev.trammel.calibration.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.calibration.procedure.Backlash;
import dev.trammel.calibration.procedure.Checkout;
import dev.trammel.calibration.procedure.Encoder;
import dev.trammel.calibration.procedure.OtherNameplate;
import dev.trammel.calibration.procedure.Torque;
import dev.trammel.calibration.procedure.Verify;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.StartBy;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.robot.Joint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes through the simulator before a robot moves. */
class RehearsalTest {

  private DescribedRobot lever;

  @BeforeEach
  void describe() throws IOException {
    lever = DescribedRobot.lever();
  }

  private static Rehearsal with(DescribedRobot robot, SimulatedBench bench) {
    return new Rehearsal(robot.robot(), DescribedRobot.SETTINGS, bench);
  }

  @Test
  void whatItIsToDoWhenNothingIsHeardAnyMoreCountsInThePlan() {
    try (SimulatedBench bench = lever.simulated()) {
      Rehearsal rehearsal = with(lever, bench);

      rehearsal.fallSilent(LeverMotions.push(0.5, 100, 1));

      assertThat(rehearsal.plan().toJson())
          .extractingByKey("joints")
          .asString()
          .contains("effort=0.5,");
    }
  }

  @Test
  void aPlanCountsMotionsThatEndEarlyByTheirReasons() {
    PlanGroup group = new PlanGroup(lever.robot(), "push-1");
    for (String end : List.of("FAULT LIMIT", "FAULT TUBE", "FAULT TUBE", Recording.WHOLE)) {
      double[][] inputs = {{0}};
      group.add(1, new Recording(end, new double[] {0, 1}, new double[2][2], inputs, inputs));
    }

    assertThat(group.text())
        .contains("1 of them ends where a sensor reads")
        .contains("2 of them end where a joint goes further");
  }

  @Test
  void oneThatEnforcesLessEffortThanItsDescriptionIsAskedForNoMore() {
    lever = enforcing(1, 0.5);
    try (SimulatedBench bench = lever.simulated()) {
      Rehearsal rehearsal = with(lever, bench);

      new Backlash(Optional.empty()).run(rehearsal);

      assertThat(rehearsal.plan().moves()).isTrue();
    }
  }

  @Test
  void oneThatGoesLessFarThanItsDescriptionPassesAsFarAsItGoes() {
    lever = enforcing(0.8, 1);
    try (SimulatedBench bench = lever.simulated()) {
      assertThat(new Checkout(0.2, false).run(with(lever, bench)).judgements())
          .allMatch(each -> each.verdict() == Judgement.Verdict.PASS)
          .filteredOn(each -> each.subject().endsWith("r limit"))
          .hasSize(2)
          .allSatisfy(each -> assertThat(each.reason()).contains("itself goes no further than"));
    }
  }

  @Test
  void oneThatEnforcesMoreThanItIsDescribedToGiveIsShakenNoHarder() {
    lever = enforcing(1, 2);
    try (SimulatedBench bench = lever.simulated()) {
      Rehearsal rehearsal = with(lever, bench);

      new Verify().run(rehearsal);

      double limit = lever.task().plant().actuators().get(0).limit();
      assertThat(planned(rehearsal, "effort")).isPositive().isLessThanOrEqualTo(0.25 * limit);
    }
  }

  @Test
  void oneWhoseEncoderIsKnownToReadOtherwiseMovesAsFarAndAsWholeAsAnother() {
    double[] usual;
    try (SimulatedBench bench = lever.simulated()) {
      usual = swept(bench);
    }
    for (double gear : List.of(0.5, 0.8)) {
      lever = lever.knowing(
          found -> found.with("pivot", Quantity.GEAR, gear).with("pivot", Quantity.OFFSET, 0.1));
      try (SimulatedBench bench = lever.simulated()) {
        assertThat(swept(bench)).containsExactly(usual, within(0.02));
      }
    }
  }

  private double[] swept(SimulatedBench bench) {
    Rehearsal rehearsal = with(lever, bench);
    new Torque().run(rehearsal);
    assertThat(String.join("\n", rehearsal.plan().text())).doesNotContain("where a");
    return new double[] {planned(rehearsal, "least"), planned(rehearsal, "most")};
  }

  private static double planned(Rehearsal rehearsal, String key) {
    Map<?, ?> joint = (Map<?, ?>)
        ((List<?>) Objects.requireNonNull(rehearsal.plan().toJson().get("joints"))).get(0);
    return ((Number) Objects.requireNonNull(joint.get(key))).doubleValue();
  }

  @Test
  void aPaceForWhichAMotionOfTheRobotIsTooShortIsRefusedBeforeAnythingMoves() {
    try (SimulatedBench bench = lever.simulated()) {
      Rehearsal rehearsal = with(lever, bench);

      assertThatThrownBy(() -> Checkout.atPace(0.005, false).run(rehearsal))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("--pace 0.5: at so much of its range a second pivot takes")
          .hasMessageContaining("the robot takes 10000 at most in one motion; --pace 1.5 or more");
      assertThat(rehearsal.plan().moves()).isFalse();
      assertThat(Checkout.atPace(0.015, false).run(rehearsal).judgements())
          .allMatch(each -> each.verdict() == Judgement.Verdict.PASS);
    }
  }

  @Test
  void aStartWhereItWouldReadMoreThanItLetsItselfIsRefusedBeforeAnythingMoves() {
    lever = lever.knowing(found -> found.with("pivot", Quantity.OFFSET, 6));
    try (SimulatedBench bench = lever.simulated()) {
      Rehearsal rehearsal = with(lever, bench);
      rehearsal.perform(LeverMotions.from(0.6, LeverMotions.push(0, 10, 1)));

      for (StartBy by : List.of(StartBy.SERVO, StartBy.HANDS)) {
        assertThatThrownBy(() -> MotionStart.requireSafe(lever.robot(), rehearsal.plan(), by))
            .isInstanceOf(UsageException.class)
            .hasMessageContaining("nothing has moved: a motion begins where pivot reads 6.6");
      }
      MotionStart.requireSafe(lever.robot(), rehearsal.plan(), StartBy.PLACEMENT);
    }
  }

  @Test
  void whereNothingSaysThatHandsHavePutItThereItIsReadAndNotMoved() {
    try (SimulatedBench bench = lever.simulated()) {
      Rehearsal read = with(lever, bench);
      new Encoder(Encoder.KnownPoses.PLACED, 0).run(read);
      Rehearsal pushed = with(lever, bench);
      pushed.perform(LeverMotions.from(0.6, LeverMotions.push(1, 10, 1)));

      MotionStart.requireSafe(lever.robot(), read.plan(), StartBy.UNCHECKED_HANDS);
      MotionStart.requireSafe(lever.robot(), pushed.plan(), StartBy.HANDS);
      assertThatThrownBy(
              () -> MotionStart.requireSafe(lever.robot(), pushed.plan(), StartBy.UNCHECKED_HANDS))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(
              "nothing has moved: hands bring lever to where motions begin, and by"
                  + " within=0 in its address nothing would say whether it is there");
    }
  }

  /** Goes to the limits of the arm's fourth joint, which moves the least of it quickly. */
  private static List<Judgement> forearm(double share, Checkout checkout) throws IOException {
    DescribedRobot arm = DescribedRobot.arm();
    try (SimulatedBench bench = arm.simulated()) {
      SessionSettings settings = new SessionSettings(List.of(3), share, 1, 0);
      return checkout.run(new Rehearsal(arm.robot(), settings, bench)).judgements();
    }
  }

  @Test
  void aSmallShareStillReachesTheLimitsOfAnArm() throws IOException {
    assertThat(forearm(0.1, new Checkout(0.02, false)))
        .filteredOn(
            each -> each.subject().startsWith("joint4") && each.subject().endsWith("limit"))
        .hasSize(2)
        .allMatch(each -> each.verdict() == Judgement.Verdict.PASS);
  }

  @Test
  void aShareForWhichAMotionOfTheRobotIsTooShortIsRefused() {
    assertThatThrownBy(() -> forearm(0.04, new Checkout(0.02, false)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("as fast as --share 0.04 lets it be, the robot takes 10000 at most")
        .hasMessageContaining("take a greater --share");
  }

  @Test
  void aPlanSaysWhereMotionsBegin() {
    try (SimulatedBench bench = lever.simulated()) {
      Rehearsal rehearsal = with(lever, bench);
      rehearsal.perform(LeverMotions.push(0.1, 10, 1));
      assertThat(String.join("\n", rehearsal.plan().text())).doesNotContain("starts");
      rehearsal.perform(LeverMotions.from(-0.5, LeverMotions.push(0.1, 10, 1)));
      rehearsal.perform(LeverMotions.from(0.6, LeverMotions.push(0.1, 10, 1)));

      assertThat(String.join("\n", rehearsal.plan().text()))
          .contains("2 motions begin at places of the description (starts)", "starts [rad or m]")
          .contains("  −0.5 … 0.6 ");
      assertThat(planned(rehearsal, "least_start")).isEqualTo(-0.5);
      assertThat(planned(rehearsal, "greatest_start")).isEqualTo(0.6);
    }
  }

  @Test
  void whatFallsByItselfIsNotToldToTakeAGreaterShare() {
    try (SimulatedBench bench = lever.simulated(new double[] {1.5})) {
      Rehearsal rehearsal = with(lever, bench);
      rehearsal.perform(LeverMotions.push(0, 200, 1));

      assertThat(rehearsal.plan().objections())
          .singleElement()
          .asString()
          .startsWith("pivot swings by itself with up to ")
          .contains(" rad/s, which is 25 % of its limit; wait until it rests")
          .doesNotContain("--share");
    }
  }

  @Test
  void aPlanFoldsWhatStandsStillAndTellsMotionsByTheirKinds() {
    try (SimulatedBench bench = lever.simulated()) {
      Rehearsal rehearsal = with(lever, bench);
      new Checkout(0.2, true).run(rehearsal);

      List<String> text = rehearsal.plan().text();

      assertThat(text).hasSizeLessThan(10);
      assertThat(text.get(0)).startsWith("  standing, read").endsWith("s  actuators off");
      assertThat(text)
          .anySatisfy(line -> assertThat(line)
              .startsWith("  pulse ")
              .contains("times", " N·m (", " rad/s (")
              .endsWith(" rad"))
          .anySatisfy(line -> assertThat(line).startsWith("  limit ").contains("2 times"));
    }
  }

  /** The robot, as one that lets its joint go, and its motor give, so much of what they may. */
  private DescribedRobot enforcing(double way, double effort) {
    Nameplate is = lever.robot().nameplate();
    Joint joint = lever.robot().joint(0);
    List<Channel> sensors = new ArrayList<>(is.spec().sensors());
    int place = lever.task().plant().layout().position(0);
    sensors.set(
        place,
        new Channel(
            sensors.get(place).name(),
            sensors.get(place).unit(),
            way * joint.lower(),
            way * joint.upper()));
    List<Channel> actuators = is.spec().actuators().stream()
        .map(each ->
            new Channel(each.name(), each.unit(), effort * each.lower(), effort * each.upper()))
        .toList();
    PlantSpec spec = new PlantSpec(
        is.spec().name(), sensors, actuators, is.spec().period(), is.spec().safeAction());
    return lever.saying(OtherNameplate.enforcing(is, spec));
  }
}
