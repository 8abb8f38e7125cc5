package dev.trammel.calibration.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.procedure.Backlash;
import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.Checkout;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes through the simulator before a robot moves. */
class RehearsalTest {

  private Task task;
  private BenchRobot robot;
  private final SessionSettings settings = new SessionSettings(List.of(0), 0.25, 1, 0);

  @BeforeEach
  void describe() throws IOException {
    task = TaskReader.read(TaskCatalog.shipped().find("joint-bench"), List.of());
    robot = new BenchRobot(task.plant(), SimulatedRobot.nameplate(task.plant()), Optional.empty());
  }

  private SimulatedBench bench() {
    return SimulatedLever.open(task, robot);
  }

  @Test
  void whatItIsToDoWhenNothingIsHeardAnyMoreCountsInThePlan() {
    try (SimulatedBench bench = bench()) {
      Rehearsal rehearsal = new Rehearsal(robot, settings, bench);

      rehearsal.fallSilent(SimulatedLever.push(0.5, 100, 1));

      assertThat(rehearsal.plan().toJson())
          .extractingByKey("joints")
          .asString()
          .contains("effort=0.5,");
    }
  }

  @Test
  void oneThatEnforcesLessEffortThanItsDescriptionIsAskedForNoMore() {
    robot = enforcing(1, 0.5);
    try (SimulatedBench bench = bench()) {
      Rehearsal rehearsal = new Rehearsal(robot, settings, bench);

      new Backlash(Optional.empty()).run(rehearsal);

      assertThat(rehearsal.plan().moves()).isTrue();
    }
  }

  @Test
  void oneThatGoesLessFarThanItsDescriptionPassesAsFarAsItGoes() {
    robot = enforcing(0.8, 1);
    try (SimulatedBench bench = bench()) {
      assertThat(new Checkout(0.2, false)
              .run(new Rehearsal(robot, settings, bench))
              .judgements())
          .allMatch(each -> each.verdict() == Judgement.Verdict.PASS)
          .filteredOn(each -> each.subject().endsWith("r limit"))
          .hasSize(2)
          .allSatisfy(each -> assertThat(each.reason()).contains("itself goes no further than"));
    }
  }

  /** The robot, as one that lets its joint go, and its motor give, so much of what they may. */
  private BenchRobot enforcing(double way, double effort) {
    Nameplate is = robot.nameplate();
    Joint joint = robot.joint(0);
    List<Channel> sensors = new ArrayList<>(is.spec().sensors());
    int place = task.plant().layout().position(0);
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
    return new BenchRobot(
        task.plant(),
        new Nameplate(
            is.device(),
            is.boot(),
            is.firmware(),
            is.emulated(),
            is.virtualTime(),
            spec,
            is.inputRates(),
            is.joints(),
            is.calibration()),
        Optional.empty());
  }
}
