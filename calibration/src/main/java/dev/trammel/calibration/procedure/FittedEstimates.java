package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.FitSpread;
import dev.trammel.calibration.fit.Machine;
import dev.trammel.calibration.fit.OutputErrorFit;
import dev.trammel.calibration.inertial.LinkFigures;
import dev.trammel.calibration.inertial.SimulatorFamily;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Premise;
import dev.trammel.controller.calibration.Quantity;
import java.util.function.ToDoubleFunction;

/** What a fitted simulator says of joints and links, with intervals. */
final class FittedEstimates {

  private static final String METHOD = "output error over short windows";

  /** To the end of a 95 % interval, for some dozens of blocks. */
  private static final double DEVIATIONS = 2.1;

  /** What instants within a robot's computer are known to, however well its readings repeat [s]. */
  private static final double CLOCK = 1e-4;

  /**
   * Share of itself to which friction is known at best: where a joint turns about it stands for an instant
   * or two of a robot's own steps, which no law of friction in speed alone has [-].
   */
  private static final double FRICTION_LAW = 1e-3;

  private final BenchRobot robot;
  private final SimulatorFamily family;
  private final OutputErrorFit fit;
  private final FindingsBuilder findings;

  FittedEstimates(
      BenchRobot robot, SimulatorFamily family, OutputErrorFit fit, FindingsBuilder findings) {
    this.robot = robot;
    this.family = family;
    this.fit = fit;
    this.findings = findings;
  }

  void add(FitSpread spread) {
    addJoints(spread);
    addLinks(sigma(spread));
  }

  /** By the noise, by the spread over windows, or by what the motions differ by, whichever is most. */
  private double[] sigma(FitSpread spread) {
    double[] sigma = new double[fit.values().length];
    for (int p = 0; p < sigma.length; p++) {
      int index = p;
      sigma[p] = spread.half(values -> values[index]) / DEVIATIONS;
    }
    return sigma;
  }

  private void addJoints(FitSpread spread) {
    for (int i = 0; i < robot.joints(); i++) {
      int joint = i;
      add(
          i,
          Quantity.DAMPING,
          spread,
          machine -> machine.robot().bodies().get(joint).joint().damping());
      add(
          i,
          Quantity.DRY_FRICTION,
          spread,
          machine -> machine.friction().get(joint).dry());
      if (isFitted(i, "delay")) {
        add(i, Quantity.DELAY, spread, machine -> machine.drives().get(joint).delay());
      }
      if (isFitted(i, "log strength")) {
        add(i, Quantity.STRENGTH, spread, machine -> machine.drives().get(joint).strength());
      }
    }
  }

  private boolean isFitted(int joint, String what) {
    String name = robot.joint(joint).name() + " " + what;
    return fit.unknowns().stream().anyMatch(unknown -> unknown.name().equals(name));
  }

  private void add(int joint, Quantity quantity, FitSpread spread, ToDoubleFunction<Machine> of) {
    Parameter parameter = new Parameter(robot.joint(joint).name(), quantity);
    double value = of.applyAsDouble(family.at(fit.values()));
    double half = fit.converged()
        ? spread.half(values -> of.applyAsDouble(family.at(values)))
        : Double.POSITIVE_INFINITY;
    if (quantity == Quantity.DELAY) {
      half = Math.max(half, CLOCK);
      // a delay is known to half a period, however small it is
      findings.estimateAboutZero(parameter, value, half, fit.windows(), METHOD, robot.period() / 2);
    } else {
      boolean isStrength = quantity == Quantity.STRENGTH;
      half = isStrength ? half : Math.max(half, FRICTION_LAW * Math.abs(value));
      // strength is fitted where nobody measured it, by how joints move each other
      String method = isStrength ? Dynamics.BELIEVED : METHOD;
      findings.estimate(parameter, value, half, fit.windows(), method);
    }
    // what a search that failed says of each is nothing; that it failed is said once
    if (fit.converged() && !findings.isKnown(parameter)) {
      findings.judge(Judgement.notIdentifiable(
          parameter.toString(),
          FitSimFindings.text(
              "%.3g ± %.2g: the motions hardly depend on it; faster or longer ones may",
              value, half)));
    }
  }

  private void addLinks(double[] sigma) {
    int P = sigma.length;
    double[] covariance = fit.covariance();
    for (int p = 0; p < P; p++) {
      for (int o = 0; o < P; o++) {
        covariance[p * P + o] *= sigma[p] / fit.sigma(p) * sigma[o] / fit.sigma(o);
      }
    }
    LinkFigures links = family.links(fit.values(), covariance);
    new LinkGroup(DEVIATIONS, fit.windows(), METHOD, fit.converged()).add(findings, robot, links);
    findings.judge(masses(Granted.ofLinks(robot, findings.build().estimates())));
  }

  /** @param granted where masses are told */
  static Judgement masses(Premise granted) {
    String subject = "strength and masses";
    return granted == Premise.NONE
        ? Judgement.pass(subject, "strengths are known from an earlier run")
        : Judgement.notIdentifiable(
            subject,
            "only their ratio moves a robot: masses hold if " + granted.text()
                + "; a scale tells whether they do");
  }
}
