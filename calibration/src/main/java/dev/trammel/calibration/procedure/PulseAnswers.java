package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.task.SensorErrors;
import org.ejml.data.DMatrixRMaj;

/** How each joint answered to a pulse, and whether that is an answer. */
final class PulseAnswers {

  private static final double CLEAR = 5;

  /** An answer is of so many steps and deviations of the sensor at least. */
  private static final double STEPS = 4;

  private static final double NOT_MOVED = 0.001;

  private final BenchRobot robot;
  private final DMatrixRMaj Minv;

  /** @param Minv n×n of the described robot where it stands; not modified */
  PulseAnswers(BenchRobot robot, DMatrixRMaj Minv) {
    this.robot = robot;
    this.Minv = Minv.copy();
  }

  /** The clearer of two: as the joint that is to move would have it, and as one that moves itself. */
  Pulse.Answer of(Pulse pulse, Recording recording, int joint, int own) {
    int sensor = robot.described().layout().position(joint);
    Pulse.Answer carried = pulse.answer(recording, sensor, decay(own), robot.period());
    if (joint == own) {
      return recording.isWhole() || carried.clarity() > 0
          ? carried
          : pulse.leastAnswer(recording, sensor, robot.period());
    }
    Pulse.Answer driven = pulse.answer(recording, sensor, decay(joint), robot.period());
    return driven.clarity() > carried.clarity() ? driven : carried;
  }

  boolean isClear(Pulse.Answer answer, int sensor) {
    return answer.clarity() > CLEAR && Math.abs(answer.way()) > Math.max(NOT_MOVED, noise(sensor));
  }

  /** λ: how fast viscous friction brakes a joint [1/s]. */
  private double decay(int joint) {
    return robot.joint(joint).damping() * Minv.get(joint, joint);
  }

  /** What a sensor shows of a joint that stands still, at most [rad or m]. */
  private double noise(int sensor) {
    SensorErrors errors = robot.described().sensors().get(sensor).errors();
    return STEPS * (errors.quantum() + errors.noise());
  }
}
