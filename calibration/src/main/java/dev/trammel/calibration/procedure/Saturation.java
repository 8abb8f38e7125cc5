package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.task.StateLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for positions beyond which a sensor reads no further. Of all readings of a joint in a run
 * the extreme is looked at: a joint in motion whose reading stands still there from one reading to the
 * next, to the last digit, more than once and from different speeds. Friction stops a joint too, but
 * not twice at the same place when it came at different speeds; a smooth motion turns about slowly.
 *
 * <p>Not thread-safe.
 */
public final class Saturation {

  /** Readings that are the same, before it counts as standing still. */
  private static final int STILL = 5;

  /** Readings from which the speed is taken before it stands still. */
  private static final int BEFORE = 3;

  /** Slower than this share of the joint's limit it may well come to rest. */
  private static final double LEAST_SPEED = 0.01;

  /** And where no limit is known, slower than this [m/s or rad/s]. */
  private static final double SLOW = 0.02;

  private static final int LEAST_STOPS = 3;

  /** By so much the greatest speed is above the least [-]. */
  private static final double SPREAD = 1.1;

  private static final int DIGITS = 4;

  private final BenchRobot robot;
  private final List<Extreme> extremes = new ArrayList<>();

  /** Of a robot of which nothing was recorded yet. */
  public Saturation(BenchRobot robot) {
    this.robot = robot;
    StateLayout layout = robot.described().layout();
    for (int joint = 0; joint < robot.joints(); joint++) {
      if (layout.position(joint) != StateLayout.ABSENT) {
        extremes.add(new Extreme(joint, layout.position(joint), 1));
        extremes.add(new Extreme(joint, layout.position(joint), -1));
      }
    }
  }

  /** Takes a recording in. */
  public void see(Recording recording) {
    extremes.forEach(extreme -> extreme.see(recording));
  }

  /** What was found, beside what a procedure found; nothing is said of sound sensors. */
  public Findings with(Findings findings) {
    List<Judgement> judgements = new ArrayList<>(findings.judgements());
    extremes.stream().filter(Extreme::isSaturated).map(Extreme::judgement).forEach(judgements::add);
    return new Findings(findings.estimates(), judgements, findings.figures(), findings.numbers());
  }

  /** The furthest that a joint's reading went in one direction. */
  private final class Extreme {

    private final int joint;
    private final int sensor;
    private final int side;
    private final double leastSpeed;
    private double furthest = Double.NEGATIVE_INFINITY;
    private int stops;
    private double slowest;
    private double fastest;

    /** @param side 1 for upwards, -1 for downwards */
    private Extreme(int joint, int sensor, int side) {
      this.joint = joint;
      this.sensor = sensor;
      this.side = side;
      leastSpeed = Math.max(SLOW, LEAST_SPEED * robot.joint(joint).velocity());
    }

    private void see(Recording recording) {
      for (int t = 0; t <= recording.steps(); t++) {
        double reading = reading(recording, t);
        if (reading > furthest) {
          furthest = reading;
          stops = 0;
          slowest = Double.POSITIVE_INFINITY;
          fastest = 0;
        }
        if (reading == furthest && t >= BEFORE && reading(recording, t - 1) < furthest) {
          arrive(recording, t);
        }
      }
    }

    private double reading(Recording recording, int t) {
      return side * recording.reading(t, sensor);
    }

    private void arrive(Recording recording, int t) {
      double way = furthest - reading(recording, t - BEFORE);
      double speed = way / (recording.time(t) - recording.time(t - BEFORE));
      if (speed >= leastSpeed && staysStill(recording, t)) {
        stops++;
        slowest = Math.min(slowest, speed);
        fastest = Math.max(fastest, speed);
      }
    }

    private boolean staysStill(Recording recording, int t) {
      if (t + STILL > recording.steps() + 1) {
        return false;
      }
      for (int i = t; i < t + STILL; i++) {
        if (reading(recording, i) != furthest) {
          return false;
        }
      }
      return true;
    }

    private boolean isSaturated() {
      return stops >= LEAST_STOPS && fastest > SPREAD * slowest;
    }

    private Judgement judgement() {
      Channel channel = robot.nameplate().spec().sensors().get(sensor);
      return Judgement.fail(
          robot.joint(joint).name() + " reading",
          "it stood still at " + Numbers.significant(side * furthest, DIGITS) + " " + channel.unit()
              + " " + stops + " times within one reading, from up to "
              + Numbers.significant(fastest, 2) + " " + channel.unit()
              + "/s, and never went further: the sensor reads no further there, or something stops"
              + " the joint; look at sensor and cable, keep the joint on this side of it"
              + " meanwhile");
    }
  }
}
