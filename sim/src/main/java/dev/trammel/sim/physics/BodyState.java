package dev.trammel.sim.physics;

/** What one step knows of a body, in double precision; of the ground, which stands still, too. */
final class BodyState {

  final Pose pose = new Pose();

  /** Velocity, referred to the world's origin. */
  final Spatial motion = new Spatial();

  /** The part of the velocity that closes gaps in the joints between the body and the ground. */
  final Spatial closing = new Spatial();

  /** Inertia of the body and, after the sweep, of all that it carries. */
  final SpatialInertia inertia = new SpatialInertia();

  /** Momentum of the body and, after the sweep, of all that it carries. */
  final Spatial momentum = new Spatial();
}
