package dev.trammel.calibration.procedure;

import dev.trammel.calibration.inertial.LinkFigures;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Masses, centres and inertias of all links. They stand or fall together: a robot of all of them moves
 * as the one that was asked, while one alone, beside described others, would be no body of it.
 *
 * @param reach half an interval of 95 %, in deviations
 * @param samples that they rest on
 * @param isTold whether the motions told anything of them; else none of them is applied
 */
record LinkGroup(double reach, int samples, String method, boolean isTold) {

  /** Greatest σ of what is known by itself, as a share of the value. */
  private static final double KNOWN = 0.3;

  /** What is never 0, so that a share of it means something. */
  private static final Set<Quantity> POSITIVE =
      EnumSet.of(Quantity.MASS, Quantity.INERTIA_XX, Quantity.INERTIA_YY, Quantity.INERTIA_ZZ);

  void add(FindingsBuilder findings, BenchRobot robot, LinkFigures links) {
    int known = 0;
    int all = 0;
    for (int link = 0; link < links.values().length; link++) {
      String name = robot.described().robot().bodies().get(link).name();
      for (int k = 0; k < LinkFigures.QUANTITIES.size(); k++) {
        Quantity quantity = LinkFigures.QUANTITIES.get(k);
        double value = links.values()[link][k];
        double sigma = links.sigma()[link][k];
        // half an interval of less than nothing is never reached: none of them is known then
        double most = isTold ? Double.POSITIVE_INFINITY : -1;
        findings.estimateAboutZero(
            new Parameter(name, quantity), value, reach * sigma, samples, method, most);
        if (POSITIVE.contains(quantity)) {
          all++;
          known += sigma <= KNOWN * Math.abs(value) ? 1 : 0;
        }
      }
    }
    findings.judge(judgement(known, all));
  }

  private Judgement judgement(int known, int all) {
    if (!isTold) {
      return Judgement.notIdentifiable(
          "links", "the motions tell nothing of them well enough, and none of them is kept");
    }
    String alone = String.format(
        Locale.ROOT, "%d of %d masses and inertias are known to 30 %% by themselves", known, all);
    return known == all
        ? Judgement.pass("links", alone)
        : Judgement.notIdentifiable(
            "links",
            alone + "; the others only together with these: all belong together and are applied"
                + " together, and no single one of them is to be trusted");
  }
}
