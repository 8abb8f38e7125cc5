package dev.trammel.calibration.benchmark;

import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.robot.CartesianImpedance;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lowers a peg by 45 mm in 1.5 s under Cartesian impedance, from 20 mm above the rim of a hole: in
 * turn into it, 0.8 mm off, where it jams, and 3 mm off, where it lies on the rim.
 */
final class PegRigDrive implements SimDrive {

  static final String HOLE = "hole";

  private static final double[] START = {0, 0.6, 0, -1.2, 0, 1.3416, 0};
  private static final double[] OFFSETS = {0, 0.8e-3, 3e-3};
  private static final double ASIDE = 0.2e-3;
  private static final double ABOVE = 0.02;
  private static final double DOWN = 0.045;
  private static final double SECONDS = 1.5;
  private static final double STEP = 1e-3;
  private static final CartesianImpedance.Gains GAINS =
      new CartesianImpedance.Gains(800, 40, 15, 0.6);

  private final CartesianImpedance law;
  private final Vector3 tip;
  private final double[] q;
  private final double[] qd;
  private final Observation observation;
  private int episode;

  PegRigDrive(RobotModel robot, Vector3 gravity) {
    Frame frame = robot.frame("tip");
    law = new CartesianImpedance(robot, gravity, frame, GAINS, START);
    Kinematics kinematics = new Kinematics(robot);
    kinematics.update(START);
    tip = kinematics.pose(frame).translation();
    q = new double[START.length];
    qd = new double[START.length];
    observation = new Observation(2 * START.length);
  }

  static double[] start() {
    return START.clone();
  }

  @Override
  public List<Placement> begin(PlantSpec spec, int intervals, SplittableRandom random) {
    double offset = OFFSETS[episode++ % OFFSETS.length];
    return List.of(Placement.at(HOLE, tip.x() - offset, tip.y() - ASIDE, tip.z() - ABOVE));
  }

  @Override
  public void decide(int interval, Plant plant, double[] efforts) {
    plant.observe(observation);
    System.arraycopy(observation.values.data, 0, q, 0, q.length);
    System.arraycopy(observation.values.data, q.length, qd, 0, q.length);
    double down = DOWN * Math.min(1, interval * STEP / SECONDS);
    law.efforts(q, qd, tip.x(), tip.y(), tip.z() - down, efforts);
  }
}
