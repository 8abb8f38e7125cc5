package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.EncoderFit;
import dev.trammel.calibration.fit.StudentT;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.task.SensorErrors;
import dev.trammel.controller.task.StateLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * What do the encoders read at known poses? Either the robot is put there by other hands than its
 * own, a person's or a fixture's, and read before it moves; or each joint goes to its end stops. It
 * must not go to other poses by itself: it would go where its encoders read what they should.
 */
public final class Encoder implements Procedure {

  private static final int POSES = 16;

  /** Residuals above so many counts are of no encoder that is described here. */
  private static final double MISFIT = 3;

  /** Greatest half interval of an offset that is known [rad or m]. */
  private static final double KNOWN_OFFSET = 0.002;

  private final KnownPoses known;
  private final double eccentricity;

  /**
   * @param known how the robot comes to poses that are known
   * @param eccentricity greatest that the encoders may have, which two end stops cannot tell from an
   *     offset [rad or m]
   */
  public Encoder(KnownPoses known, double eccentricity) {
    this.known = known;
    this.eccentricity = Require.nonNegative(eccentricity, "eccentricity");
  }

  /** How a robot comes to poses that are known. */
  public enum KnownPoses {
    /** By hands, or a fixture: anywhere. */
    PLACED,
    /** By itself: each joint in turn against its end stops, which are where they are described. */
    STOPS
  }

  @Override
  public String name() {
    return "encoder";
  }

  @Override
  public Findings run(BenchSession session) {
    FindingsBuilder found = new FindingsBuilder();
    StateLayout layout = session.robot().described().layout();
    if (known == KnownPoses.STOPS) {
      EndStops stops = new EndStops(session);
      for (int joint : session.joints()) {
        if (layout.position(joint) != StateLayout.ABSENT) {
          String name = session.robot().joint(joint).name();
          session.say("looking for the end stops of " + name);
          new StopFindings(found, eccentricity, JointUnits.of(session.robot(), joint))
              .add(name, stops.of(joint), errors(session, joint));
        }
      }
      return found.build();
    }
    PlacedPoses places = new PlacedPoses(session.robot());
    List<double[]> poses = new ArrayList<>();
    List<double[]> readings = new ArrayList<>();
    for (int i = 1; i <= POSES * session.repeats(); i++) {
      double[] pose = places.next(poses, readings);
      readings.add(first(session.perform(held(session, "pose" + i, pose))));
      poses.add(pose);
    }
    for (int joint : session.joints()) {
      if (layout.position(joint) != StateLayout.ABSENT) {
        report(found, session, joint, poses, readings);
      }
    }
    return found.build();
  }

  /** Put there, read, and let go without effort. */
  private static Motion held(BenchSession session, String name, double[] pose) {
    int p = session.robot().described().layout().size();
    int m = session.robot().described().actuators().size();
    DMatrixRMaj x = new DMatrixRMaj(p, 1);
    DMatrixRMaj u = new DMatrixRMaj(m, 1);
    LinearGaussianController nothing = new LinearGaussianController(
        new DMatrixRMaj[] {new DMatrixRMaj(m, p)},
        new DMatrixRMaj[] {u},
        new DMatrixRMaj[] {new DMatrixRMaj(m, m)},
        new DMatrixRMaj[] {x, x},
        new DMatrixRMaj[] {u});
    double[] bounds = PulseSearch.bounds(session.robot(), session.share());
    EpisodeStart start = new EpisodeStart(pose, new double[pose.length], 0);
    return new Motion(name, Optional.of(start), nothing, 1, bounds);
  }

  private static double[] first(Recording recording) {
    double[] reading = new double[recording.sensors()];
    Arrays.setAll(reading, i -> recording.reading(0, i));
    return reading;
  }

  private static SensorErrors errors(BenchSession session, int joint) {
    int sensor = session.robot().described().layout().position(joint);
    return session.robot().described().sensors().get(sensor).errors();
  }

  private static void report(
      FindingsBuilder found,
      BenchSession session,
      int joint,
      List<double[]> poses,
      List<double[]> readings) {
    int sensor = session.robot().described().layout().position(joint);
    SensorErrors errors = errors(session, joint);
    double[] q = poses.stream().mapToDouble(pose -> pose[joint]).toArray();
    double[] r = readings.stream().mapToDouble(reading -> reading[sensor]).toArray();
    boolean rotates = session.robot().joint(joint).type().rotates();
    EncoderFit fit = EncoderFit.of(q, r, rotates, errors.quantum());
    String name = session.robot().joint(joint).name();
    estimates(found, name, fit, q.length);
    judge(found, session, joint, fit);
    String unit = "[" + JointUnits.of(session.robot(), joint).position() + "]";
    found.figure(
        new Plot(name + ": encoder beside its line", "position " + unit, "residual " + unit)
            .add("poses", q, fit.residuals(), 0, Mark.DOTS));
  }

  private static void estimates(FindingsBuilder found, String name, EncoderFit fit, int poses) {
    String method = "known poses, least squares";
    double reach = StudentT.deviations(fit.degrees());
    EncoderLine.of(fit).addTo(found, name, poses, method);
    found.estimateAboutZero(
        new Parameter(name, Quantity.OFFSET),
        fit.offset().value(),
        reach * fit.offset().deviation(),
        poses,
        method,
        KNOWN_OFFSET);
    found.estimateAboutZero(
        new Parameter(name, Quantity.ECCENTRICITY),
        fit.eccentricity().value(),
        reach * fit.eccentricity().deviation(),
        poses,
        method,
        KNOWN_OFFSET);
    found.number(name + "_eccentricity_sine_rad", fit.sine());
    found.number(name + "_eccentricity_cosine_rad", fit.cosine());
    found.number(name + "_slope", fit.slope().value());
  }

  private static void judge(
      FindingsBuilder found, BenchSession session, int joint, EncoderFit fit) {
    String subject = session.robot().joint(joint).name() + " encoder";
    SensorErrors errors = errors(session, joint);
    double count = Math.hypot(errors.quantum(), errors.noise());
    JointUnits units = JointUnits.of(session.robot(), joint);
    double rms = 0;
    for (double residual : fit.residuals()) {
      rms += residual * residual / fit.residuals().length;
    }
    rms = Math.sqrt(rms);
    String size = EncoderLine.of(fit).text(units) + ", eccentricity "
        + units.small("%.3f", fit.eccentricity().value());
    if (fit.gear().isEmpty()) {
      found.judge(Judgement.fail(
          subject,
          size + "; no gear of small numbers has this slope: look for a slipping belt, or"
              + " poses that are not where they are said to be"));
    } else if (count > 0 && rms > MISFIT * count) {
      found.judge(Judgement.fail(
          subject,
          size + "; residuals of " + units.small("%.3f", rms) + ": "
              + "look for lost counts, or a loose coupling"));
    } else {
      found.judge(Judgement.pass(subject, size));
    }
  }
}
