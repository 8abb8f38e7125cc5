package dev.trammel.calibration.command;

import dev.trammel.calibration.procedure.Delay;
import dev.trammel.calibration.procedure.Dynamics;
import dev.trammel.calibration.procedure.FitSim;
import dev.trammel.calibration.procedure.Friction;
import dev.trammel.calibration.procedure.Gravity;
import dev.trammel.calibration.procedure.Torque;
import java.util.List;

/**
 * The questions that can be put to a robot, in the order in which a new one is asked them: one line
 * makes a procedure a command.
 */
public final class Questions {

  private Questions() {}

  /** New ones each time, since they keep the options they were given. */
  public static List<Question> all() {
    return List.of(
        new PreflightQuestion(),
        new CheckoutQuestion(),
        new EncoderQuestion(),
        new NoiseQuestion(),
        Question.of(
            "How late a command acts, and how even the robot's clock is: each joint is pushed until it"
                + " moves, then moves in sines and jerks while the others are held; all at once"
                + " where one has no motor.",
            Delay::new),
        Question.of(
            "Dry and viscous friction, and what it takes to break away: each joint is pushed until it"
                + " moves, then moves at constant speeds and in slow sines while the others are"
                + " held; all at once where one has no motor.",
            Friction::new),
        Question.of(
            "How much of a commanded effort arrives, against the described weight of the robot: slow"
                + " passes through 16 poses, both ways.",
            Torque::new),
        Question.of(
            "What the robot weighs and where its encoders point: slow passes through two dozen poses"
                + " or more, both ways.",
            Gravity::new),
        new BacklashQuestion(),
        Question.of(
            "Masses, centres and inertias as far as motions tell them: all joints along optimised Fourier"
                + " series, and one more motion that is predicted. Forty seconds a motion.",
            Dynamics::new),
        Question.of(
            "Makes the simulator move as the robot does: shakes all joints, fits masses, inertias,"
                + " friction, damping and delays, and predicts motions that were not fitted.",
            FitSim::new),
        new VerifyQuestion());
  }
}
