package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.GearRatio;
import dev.trammel.calibration.fit.StopFit;
import dev.trammel.calibration.fit.StudentT;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.task.SensorErrors;
import java.util.List;
import java.util.Locale;

/** What the visits of a joint to its end stops say of its encoder. */
final class StopFindings {

  private static final String METHOD = "end stops, least squares";

  /** Of so many deviations is what is not by chance. */
  private static final double SURE = 4;

  /** What is less than so many counts over all visits, or between the stops, is rounding [counts]. */
  private static final double ROUNDING = 1.2;

  /** Greatest half interval of an offset that is known [rad or m]. */
  private static final double KNOWN_OFFSET = 0.002;

  private final FindingsBuilder found;
  private final double eccentricity;
  private final JointUnits units;

  /**
   * @param eccentricity greatest that the encoder may have [rad or m]
   * @param units of the joint
   */
  StopFindings(FindingsBuilder found, double eccentricity, JointUnits units) {
    this.found = found;
    this.eccentricity = eccentricity;
    this.units = units;
  }

  /** Adds what follows for the joint. */
  void add(String name, EndStops.Visits visits, SensorErrors errors) {
    if (visits.all().isEmpty()) {
      found.judge(Judgement.notIdentifiable(
          name + " encoder",
          visits.trouble() + "; or have the robot put at poses by hands or a fixture (--placed)"));
      return;
    }
    List<EndStops.Visit> all = visits.all();
    double[] stops = all.stream().mapToDouble(EndStops.Visit::stop).toArray();
    double[] travel = all.stream().mapToDouble(EndStops.Visit::travel).toArray();
    double[] readings = all.stream().mapToDouble(EndStops.Visit::reading).toArray();
    StopFit fit = StopFit.of(stops, travel, readings, eccentricity);
    double most = travel[travel.length - 1];
    double count = errors.quantum();
    double floor = Math.hypot(count, errors.noise() / 2);
    boolean loses = Math.abs(fit.lost().value()) > SURE * fit.lost().deviation()
        && Math.abs(fit.lost().value()) * most > ROUNDING * floor;
    boolean agrees = fit.disagreement() <= ROUNDING * floor;
    estimates(name, fit, all.size(), count, agrees && !loses);
    judge(name, fit, loses, agrees, count);
    found.number(name + "_lost_per_unit_of_travel", loses ? fit.lost().value() : 0);
    found.number(name + "_stops_disagree_by", fit.disagreement());
    found.figure(figure(name, fit, all));
  }

  private void estimates(String name, StopFit fit, int visits, double count, boolean isSound) {
    EncoderLine.of(fit).addTo(found, name, visits, METHOD);
    // a joint that does not move may be read anywhere within its count
    double half = StudentT.deviations(fit.degrees()) * fit.offset().deviation() + count / 2;
    found.estimateAboutZero(
        new Parameter(name, Quantity.OFFSET),
        fit.offset().value(),
        isSound && fit.gear().isPresent() ? half + eccentricity : Double.POSITIVE_INFINITY,
        visits,
        METHOD,
        KNOWN_OFFSET);
  }

  private void judge(String name, StopFit fit, boolean loses, boolean agrees, double count) {
    String subject = name + " encoder";
    String size = EncoderLine.of(fit).text(units) + " at its end stops";
    if (loses) {
      String lost = lost(fit.lost().value(), count);
      found.judge(Judgement.fail(
          subject,
          size + "; it loses " + lost + " for each " + units.position()
              + " upwards: look at its cable, its"
              + " light and its supply, or for a coupling that slips"));
    } else if (fit.gear().isEmpty()) {
      found.judge(Judgement.fail(
          subject,
          size + "; no gear of small numbers has this slope: look for end stops that are not where"
              + " they are described, or a slipping belt"));
    } else if (!agrees) {
      found.judge(Judgement.notIdentifiable(
          subject,
          size
              + "; but its two stops disagree by " + units.small("%.3f", fit.disagreement())
              + ": it is eccentric, or they are not where they are described. Poses all over its"
              + " range tell (--placed)"));
    } else {
      found.judge(Judgement.pass(
          subject,
          size
              + ", if it is eccentric by no more than " + units.small("%.3f", eccentricity)
              + "; no counts are lost"));
    }
  }

  private String lost(double lost, double count) {
    return count > 0
        ? String.format(Locale.ROOT, "%.2f counts", lost / count)
        : units.small("%.4f", lost);
  }

  private Plot figure(String name, StopFit fit, List<EndStops.Visit> all) {
    double slope =
        fit.sign() * fit.gear().map(GearRatio::value).orElse(fit.slope().value());
    double[] travel = all.stream().mapToDouble(EndStops.Visit::travel).toArray();
    double[] rest = all.stream()
        .mapToDouble(
            visit -> visit.reading() - slope * visit.stop() - fit.offset().value())
        .toArray();
    return new Plot(
            name + ": readings at the end stops",
            "way upwards before [" + units.position() + "]",
            "residual [" + units.position() + "]")
        .add("visits", travel, rest, 0, Mark.DOTS);
  }
}
