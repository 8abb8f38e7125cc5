package dev.trammel.sim.physics;

import com.bulletphysics.collision.dispatch.CollisionObject;
import com.bulletphysics.collision.shapes.CollisionShape;
import com.bulletphysics.dynamics.RigidBody;
import com.bulletphysics.dynamics.RigidBodyConstructionInfo;
import dev.trammel.controller.robot.Vector3;
import javax.vecmath.Vector3f;

/** A body that does not collide with those it is jointed to, never sleeps and is not damped. */
final class MechanismBody extends RigidBody {

  static final int GROUND = -1;

  private final int index;
  private final int parent;

  private MechanismBody(RigidBodyConstructionInfo info, int index, int parent) {
    super(info);
    this.index = index;
    this.parent = parent;
    checkCollideWith = true;
    setActivationState(DISABLE_DEACTIVATION);
  }

  static MechanismBody ground(CollisionShape shape) {
    return new MechanismBody(
        new RigidBodyConstructionInfo(0, null, shape, new Vector3f()), GROUND, GROUND);
  }

  /** @param moments principal moments of inertia [kg·m²] */
  static MechanismBody moving(
      int index, int parent, double mass, Vector3 moments, CollisionShape shape) {
    Vector3f inertia = Units.vector(moments.times(Units.PER_METRE));
    RigidBodyConstructionInfo info =
        new RigidBodyConstructionInfo((float) mass, null, shape, inertia);
    info.linearDamping = 0;
    info.angularDamping = 0;
    return new MechanismBody(info, index, parent);
  }

  boolean isJointedTo(MechanismBody other) {
    return other.index == parent || other.parent == index;
  }

  @Override
  public boolean checkCollideWithOverride(CollisionObject other) {
    return !(other instanceof MechanismBody body) || !isJointedTo(body);
  }
}
