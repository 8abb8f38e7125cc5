package dev.trammel.sim.physics;

import com.bulletphysics.collision.broadphase.Dispatcher;
import com.bulletphysics.collision.dispatch.CollisionObject;
import com.bulletphysics.collision.narrowphase.PersistentManifold;
import com.bulletphysics.dynamics.constraintsolver.ConstraintSolver;
import com.bulletphysics.dynamics.constraintsolver.ContactSolverInfo;
import com.bulletphysics.dynamics.constraintsolver.TypedConstraint;
import com.bulletphysics.linearmath.IDebugDraw;
import com.bulletphysics.util.ObjectArrayList;

/** Solves constraints that are exact by themselves, once, in a world without contacts. */
final class JointSolver extends ConstraintSolver {

  @Override
  public float solveGroup(
      ObjectArrayList<CollisionObject> bodies,
      int numBodies,
      ObjectArrayList<PersistentManifold> manifolds,
      int manifoldOffset,
      int numManifolds,
      ObjectArrayList<TypedConstraint> constraints,
      int constraintsOffset,
      int numConstraints,
      ContactSolverInfo info,
      IDebugDraw debugDrawer,
      Dispatcher dispatcher) {
    for (int i = constraintsOffset; i < constraintsOffset + numConstraints; i++) {
      TypedConstraint constraint = constraints.getQuick(i);
      constraint.buildJacobian();
      constraint.solveConstraint(info.timeStep);
    }
    return 0;
  }

  @Override
  public void reset() {}
}
