package dev.trammel.hardware.hidden;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Vector3;

/**
 * How the body that a joint moves departs from its description. A factor on all of a body's
 * rotational inertia leaves it one that a body can have.
 *
 * @param mass factor on its mass, inertia included [-]
 * @param inertia factor on its rotational inertia beside that [-]
 * @param centre factors on the coordinates of its centre of mass [-]
 */
public record LinkEffects(double mass, double inertia, Vector3 centre) {

  public static final LinkEffects NONE = new LinkEffects(1, 1, new Vector3(1, 1, 1));

  public LinkEffects {
    Require.positive(mass, "mass factor");
    Require.positive(inertia, "inertia factor");
    Require.finite(centre.norm(), "centre factors");
  }

  /** What it really is. */
  public Inertia of(Inertia described) {
    Vector3 c = described.centre();
    Inertia moved = new Inertia(
        described.mass(),
        new Vector3(centre.x() * c.x(), centre.y() * c.y(), centre.z() * c.z()),
        described.rotational());
    return moved.timesMass(mass).timesRotational(inertia);
  }
}
