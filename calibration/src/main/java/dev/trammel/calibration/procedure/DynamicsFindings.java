package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.StudentT;
import dev.trammel.calibration.inertial.DynamicsEstimate;
import dev.trammel.calibration.inertial.DynamicsModel;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a bench says of base parameters, and of the links that follow from them. */
final class DynamicsFindings {

  /** A base parameter matters, and is known, if its σ is below this share of it. */
  static final double ESSENTIAL = 0.1;

  /** Above this share a number says nothing. */
  private static final double UNKNOWN = 0.3;

  private static final double WELL_CONDITIONED = 100;
  private static final double PREDICTED = 0.05;

  /** Least squares and instruments may differ by so many σ. */
  private static final double BENT = 3;

  private static final String METHOD = "Fourier excitation, weighted least squares, feasible";

  private final BenchRobot robot;
  private final DynamicsModel model;
  private final DynamicsEstimate estimate;
  private final int motions;
  private final FindingsBuilder findings = new FindingsBuilder();

  private DynamicsFindings(
      BenchRobot robot, DynamicsModel model, DynamicsEstimate estimate, int motions) {
    this.robot = robot;
    this.model = model;
    this.estimate = estimate;
    this.motions = motions;
  }

  /** @param motions how many were fitted */
  static Findings of(
      BenchRobot robot, DynamicsModel model, DynamicsEstimate estimate, int motions) {
    DynamicsFindings all = new DynamicsFindings(robot, model, estimate, motions);
    all.judgeCondition();
    all.addLinks(all.judgeBase());
    all.judgeHoldOut();
    all.judgeInstruments();
    all.judgeStrengths();
    DynamicsFigures.add(all.findings, robot, model, estimate);
    return all.findings.build();
  }

  private void judgeCondition() {
    double condition = estimate.condition();
    findings.number("condition_number", condition);
    String reason = text(
        "condition number %.0f of the regressor, at most %.0f is well",
        condition, WELL_CONDITIONED);
    findings.judge(
        condition <= WELL_CONDITIONED
            ? Judgement.pass("excitation", reason)
            : Judgement.notIdentifiable(
                "excitation",
                reason + "; give motions a greater share, or more room to the joints"));
  }

  /** How many are known well. */
  private int judgeBase() {
    List<String> names = model.base().names();
    double[] feasible = model.base().of(estimate.feasible());
    int essential = 0;
    int sums = 0;
    List<String> told = new ArrayList<>();
    for (int j = 0; j < feasible.length; j++) {
      // what no body can be, and a body near it, are both wrong where they differ
      double sigma = Math.hypot(estimate.sigma()[j], feasible[j] - estimate.beta()[j]);
      double share = sigma / Math.max(Math.abs(estimate.beta()[j]), 1e-12);
      Parameter parameter = parameter(names.get(j));
      // a joint's own friction says nothing of links
      boolean isSum = parameter.quantity() == Quantity.BASE;
      sums += isSum ? 1 : 0;
      essential += isSum && share < ESSENTIAL ? 1 : 0;
      boolean isKnown = share <= UNKNOWN;
      findings.estimate(parameter, feasible[j], half(sigma), samples(), METHOD);
      if (!isKnown) {
        told.add(names.get(j));
      }
    }
    findings.number("base_parameters", sums);
    findings.number("essential_base_parameters", essential);
    String known = essential + " of " + sums + " are known to 10 % or better (σ)";
    findings.judge(
        essential >= robot.joints()
            ? Judgement.pass("base parameters", known)
            : Judgement.notIdentifiable(
                "base parameters", known + ", fewer than there are joints; " + remedy()));
    for (String name : told) {
      findings.judge(Judgement.notIdentifiable(
          name,
          "σ is above 30 % of it: no effort in these motions depends on it enough; a faster"
              + " motion, a load at the tool, or nothing needs it"));
    }
    return essential;
  }

  /** No motion makes up for a strength that nobody measured. */
  private String remedy() {
    boolean isStrengthOpen = IntStream.range(0, robot.joints())
        .anyMatch(joint -> Dynamics.strength(robot, joint).isEmpty());
    return isStrengthOpen
        ? "strengths are described within 10 %, and where few joints move each other no motion and no"
            + " repeat tells more; ask fit-sim, which takes them as they are described"
        : "give motions a greater share, or repeat more often";
  }

  /** A joint's own resistances are parameters of the joint; all others are sums. */
  private Parameter parameter(String name) {
    for (Quantity quantity :
        List.of(Quantity.DAMPING, Quantity.DRY_FRICTION, Quantity.EFFORT_OFFSET)) {
      String end = "." + quantity.key();
      if (name.endsWith(end) && !name.contains(" ")) {
        return new Parameter(name.substring(0, name.length() - end.length()), quantity);
      }
    }
    return new Parameter(name, Quantity.BASE);
  }

  /** Half an interval of 95 % that rests on as many motions. */
  private double half(double sigma) {
    return StudentT.deviations(motions - 1) * sigma;
  }

  private int samples() {
    return motions * model.rhythm().periods();
  }

  /** @param essential how many base parameters are known well */
  private void addLinks(int essential) {
    new LinkGroup(half(1), samples(), METHOD, essential > 0).add(findings, robot, estimate.links());
  }

  private void judgeHoldOut() {
    for (int i = 0; i < estimate.heldOut().left().length; i++) {
      String joint = robot.joint(i).name();
      double left = estimate.heldOut().left()[i];
      findings.number(joint + "_held_out_effort_share", left);
      findings.number(joint + "_delay_seconds", estimate.way().delay()[i]);
      String reason = text(
          "%.1f %% of the efforts of a motion that was not fitted are left,"
              + " at most %.0f %% is well",
          100 * left, 100 * PREDICTED);
      findings.judge(
          left <= PREDICTED
              ? Judgement.pass(joint + " effort", reason)
              : Judgement.fail(
                  joint + " effort",
                  reason + "; ask friction and delay, and look for play or cables"));
    }
  }

  private void judgeInstruments() {
    double most = 0;
    int compared = 0;
    for (int j = 0; j < estimate.beta().length; j++) {
      boolean isEssential = estimate.sigma()[j] < ESSENTIAL * Math.abs(estimate.beta()[j]);
      compared += isEssential ? 1 : 0;
      double off = Math.abs(estimate.byInstruments()[j] - estimate.beta()[j]);
      most = isEssential ? Math.max(most, off / estimate.sigma()[j]) : most;
    }
    if (compared == 0) {
      findings.judge(Judgement.notIdentifiable(
          "noise of the positions",
          "no base parameter is known well enough to see whether the noise bends it"));
      return;
    }
    findings.number("instruments_differ_sigmas", most);
    String reason = text("instrumental variables and least squares differ by %.1f σ at most", most);
    findings.judge(
        most <= BENT
            ? Judgement.pass("noise of the positions", reason)
            : Judgement.fail(
                "noise of the positions",
                reason + ": the noise bends the estimates; ask noise, and repeat more often"));
  }

  /**
   * What was taken for known, or was told by how the joints move each other. Masses, frictions and
   * dampings are those of a robot with these strengths and no others.
   */
  private void judgeStrengths() {
    List<String> open = new ArrayList<>();
    double[] doubt = Dynamics.doubt(robot);
    for (int i = 0; i < robot.joints(); i++) {
      String joint = robot.joint(i).name();
      double strength = estimate.way().strength()[i];
      Optional<Estimate> known = Dynamics.strength(robot, i);
      findings.estimate(
          new Parameter(joint, Quantity.STRENGTH),
          strength,
          Dynamics.REACH * doubt[i] * strength,
          samples(),
          known.map(Estimate::method).orElse(Dynamics.BELIEVED));
      if (known.isEmpty()) {
        open.add(joint);
      }
    }
    if (!open.isEmpty()) {
      findings.judge(Judgement.notIdentifiable(
          "strength",
          "of " + String.join(", ", open) + " it was taken as described within 10 %, and intervals"
              + " are as wide as that makes them: all strengths and all masses together are told"
              + " apart by nothing that a robot does with its own weight"));
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
