package dev.trammel.calibration.procedure;

import dev.trammel.calibration.inertial.DynamicsEstimate;
import dev.trammel.calibration.inertial.DynamicsModel;
import dev.trammel.calibration.inertial.HeldOut;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.report.IntervalPlot;
import dev.trammel.controller.report.IntervalPlot.Interval;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plots of what was found of a robot's dynamics: efforts that were foretold, and base parameters. */
final class DynamicsFigures {

  /** Rows of a plot that one still reads. */
  private static final int MOST_ROWS = 16;

  /** Letters of a sum that a plot has room for. */
  private static final int MOST_LETTERS = 26;

  private DynamicsFigures() {}

  /** @param findings with the base parameters; modified */
  static void add(
      FindingsBuilder findings, BenchRobot robot, DynamicsModel model, DynamicsEstimate estimate) {
    for (int i = 0; i < robot.joints(); i++) {
      findings.figure(efforts(robot, i, estimate.heldOut()));
    }
    base(findings, robot, model);
  }

  private static Plot efforts(BenchRobot robot, int joint, HeldOut heldOut) {
    return new Plot(
            robot.joint(joint).name() + ": efforts of a motion that was not fitted",
            "time [s]",
            "effort [" + JointUnits.of(robot, joint).effort() + "]")
        .add("measured", heldOut.time(), heldOut.arrived()[joint], 0, Mark.LINE)
        .add("predicted", heldOut.time(), heldOut.told()[joint], 1, Mark.DASHED);
  }

  /** Each by what it is described to be: sums have no common unit. */
  private static void base(FindingsBuilder findings, BenchRobot robot, DynamicsModel model) {
    List<String> names = model.base().names();
    double[] described = model.base().of(model.parameters().of(robot.described().robot()));
    List<Integer> shown = new ArrayList<>();
    for (int j = 0; j < described.length; j++) {
      if (interval(findings, names.get(j), described[j]).isPresent()) {
        shown.add(j);
      }
    }
    for (int first = 0; first < shown.size(); first += MOST_ROWS) {
      int last = Math.min(shown.size(), first + MOST_ROWS);
      IntervalPlot plot = new IntervalPlot(
          "Base parameters " + (first + 1) + " to " + last + " of " + shown.size()
              + " that are known, by the described",
          "found by described",
          "found",
          "before");
      for (int j : shown.subList(first, last)) {
        plot.add(
            shortened(names.get(j)),
            interval(findings, names.get(j), described[j]),
            Optional.empty());
      }
      findings.figure(plot);
    }
  }

  /** Nothing of what is not known, and of what is described to be less than is told from 0. */
  private static Optional<Interval> interval(
      FindingsBuilder findings, String name, double described) {
    return findings
        .estimate(new Parameter(name, Quantity.BASE))
        .filter(Estimate::identifiable)
        .filter(found -> Math.abs(described) > found.half())
        .map(found -> found.line(1 / described, 0))
        .map(found -> new Interval(found.value(), found.lower(), found.upper()));
  }

  private static String shortened(String name) {
    return name.length() > MOST_LETTERS ? name.substring(0, MOST_LETTERS - 1) + "…" : name;
  }
}
