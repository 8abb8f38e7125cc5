package dev.trammel.sim.physics;

import com.bulletphysics.BulletGlobals;
import com.bulletphysics.collision.broadphase.SimpleBroadphase;
import com.bulletphysics.collision.dispatch.CollisionDispatcher;
import com.bulletphysics.collision.dispatch.CollisionObject;
import com.bulletphysics.collision.dispatch.DefaultCollisionConfiguration;
import com.bulletphysics.collision.narrowphase.PersistentManifold;
import com.bulletphysics.dynamics.DiscreteDynamicsWorld;
import com.bulletphysics.dynamics.RigidBody;
import com.bulletphysics.dynamics.constraintsolver.ContactSolverInfo;
import com.bulletphysics.dynamics.constraintsolver.SequentialImpulseConstraintSolver;
import com.bulletphysics.dynamics.constraintsolver.SolverMode;
import com.bulletphysics.linearmath.Transform;
import com.bulletphysics.util.ObjectArrayList;
import java.util.ArrayList;
import java.util.List;

/**
 * JBullet's world around one mechanism. Leaves out of a step what a mechanism does not need: sleep,
 * damping, islands and, where nothing can collide, collision detection.
 *
 * <p>JBullet wires a world to the thread that builds it: only that thread may step it.
 */
final class MechanismWorld extends DiscreteDynamicsWorld {

  /** Contacts break beyond it [JBullet's units]. */
  private static final float CONTACT_BREAKING_DISTANCE = 0.05f;

  private final Mechanism mechanism;
  private final boolean collides;
  private final List<RigidBody> moving = new ArrayList<>();
  private final Transform predicted = new Transform();

  /** @param collides whether there are shapes that can meet */
  MechanismWorld(Mechanism mechanism, boolean collides) {
    this(mechanism, collides, new DefaultCollisionConfiguration());
  }

  private MechanismWorld(
      Mechanism mechanism, boolean collides, DefaultCollisionConfiguration configuration) {
    super(
        new CollisionDispatcher(configuration),
        new SimpleBroadphase(),
        collides ? new SequentialImpulseConstraintSolver() : new JointSolver(),
        configuration);
    this.mechanism = mechanism;
    this.collides = collides;
    BulletGlobals.setContactBreakingThreshold(CONTACT_BREAKING_DISTANCE);
    getSolverInfo().solverMode = SolverMode.SOLVER_RANDMIZE_ORDER;
    addConstraint(mechanism, false);
  }

  void add(RigidBody body, boolean hasShape) {
    short group = (short) (hasShape ? 1 : 0);
    addRigidBody(body, group, group);
    if (!body.isStaticObject()) {
      moving.add(body);
    }
  }

  @Override
  public int stepSimulation(float timeStep, int maxSubSteps, float fixedTimeStep) {
    applyGravity();
    internalSingleStepSimulation(timeStep);
    clearForces();
    return 1;
  }

  @Override
  protected void predictUnconstraintMotion(float timeStep) {
    for (int i = 0; i < moving.size(); i++) {
      moving.get(i).integrateVelocities(timeStep);
    }
  }

  @Override
  public void performDiscreteCollisionDetection() {
    if (collides) {
      super.performDiscreteCollisionDetection();
    }
  }

  @Override
  protected void calculateSimulationIslands() {}

  /** Solves all as one group, the joints last and exactly. */
  @Override
  protected void solveConstraints(ContactSolverInfo info) {
    int contacts = countContacts();
    if (contacts == 0) {
      mechanism.buildJacobian();
    } else {
      ObjectArrayList<CollisionObject> bodies = getCollisionObjectArray();
      ObjectArrayList<PersistentManifold> manifolds = getDispatcher().getInternalManifoldPointer();
      constraintSolver.solveGroup(
          bodies,
          bodies.size(),
          manifolds,
          0,
          manifolds.size(),
          constraints,
          0,
          constraints.size(),
          info,
          null,
          getDispatcher());
    }
    mechanism.solveConstraint(info.timeStep);
    mechanism.follow();
  }

  private int countContacts() {
    int contacts = 0;
    for (int i = 0; collides && i < getDispatcher().getNumManifolds(); i++) {
      contacts += getDispatcher().getManifoldByIndexInternal(i).getNumContacts();
    }
    return contacts;
  }

  @Override
  protected void integrateTransforms(float timeStep) {
    for (int i = 0; i < moving.size() && !mechanism.diverged(); i++) {
      RigidBody body = moving.get(i);
      body.predictIntegratedTransform(timeStep, predicted);
      body.proceedToTransform(predicted);
    }
  }

  @Override
  protected void updateActivationState(float timeStep) {}
}
