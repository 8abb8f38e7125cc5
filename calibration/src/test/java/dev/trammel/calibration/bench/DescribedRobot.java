package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.Calibrations;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A robot that says of itself what its task does, and its counterpart in the simulator. */
record DescribedRobot(Task task, BenchRobot robot) {

  /** One joint is asked about, once, with a quarter of what it may. */
  static final SessionSettings SETTINGS = new SessionSettings(List.of(0), 0.25, 1, 0);

  static DescribedRobot lever() throws IOException {
    return of("joint-bench");
  }

  static DescribedRobot arm() throws IOException {
    return of("arm-bench");
  }

  private static DescribedRobot of(String name) throws IOException {
    return of(TaskReader.read(TaskCatalog.shipped().find(name), List.of()));
  }

  static DescribedRobot of(Task task) {
    return said(task, SimulatedRobot.nameplate(task.plant()));
  }

  private static DescribedRobot said(Task task, Nameplate nameplate) {
    return new DescribedRobot(task, new BenchRobot(task.plant(), nameplate, Optional.empty()));
  }

  /** The same that says something else of itself. */
  DescribedRobot saying(Nameplate nameplate) {
    return said(task, nameplate);
  }

  /** The same of which something was found before. */
  DescribedRobot knowing(UnaryOperator<Calibrations> found) {
    Calibrations nothing = Calibrations.of(task.plant().robot());
    return new DescribedRobot(
        task,
        new BenchRobot(
            task.plant(), robot.nameplate(), Optional.of(found.apply(nothing).build())));
  }

  /** In the simulator, with all joints at 0. */
  SimulatedBench simulated() {
    return simulated(new double[robot.joints()]);
  }

  /** The same with all joints at rest elsewhere. */
  SimulatedBench simulated(double[] positions) {
    SimulatedBench bench = new SimulatedBench(
        PlantProvider.chosenBy("jbullet"),
        task.plant(),
        robot,
        new EpisodeStart(positions, new double[positions.length], 0));
    bench.open();
    return bench;
  }
}
