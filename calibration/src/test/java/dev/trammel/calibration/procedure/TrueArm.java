package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.Drive;
import dev.trammel.calibration.fit.JointFriction;
import dev.trammel.calibration.fit.Machine;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.hardware.hidden.Effects;
import dev.trammel.hardware.hidden.Hidden;
import java.util.ArrayList;
import java.util.List;

/** What an emulated robot really is, as a machine of the fits: for who judges them. */
final class TrueArm {

  private TrueArm() {}

  static Machine of(PlantSettings described, Hidden hidden) {
    List<Effects> truth =
        hidden.truth(described.robot(), described.world().gravity()).joints();
    List<Body> bodies = new ArrayList<>();
    Machine machine = Machine.described(described);
    for (int i = 0; i < truth.size(); i++) {
      Effects is = truth.get(i);
      Body body = described.robot().bodies().get(i);
      bodies.add(body.with(is.link().of(body.inertia()))
          .with(body.joint().withResistance(is.friction().damping(), 0)));
      machine = machine
          .withFriction(i, JointFriction.coulomb(is.friction().dry()))
          .withDrive(
              i,
              new Drive(is.motor().strength(), 0, is.motor().delay(), is.motor().lag()));
    }
    return machine.withRobot(described.robot().withBodies(bodies));
  }
}
