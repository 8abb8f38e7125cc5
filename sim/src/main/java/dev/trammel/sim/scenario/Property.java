package dev.trammel.sim.scenario;

/** What may be otherwise than a controller was made for. */
public enum Property {
  /** Of a link with all that is fixed to it, or a free object [kg]; its inertia goes along. */
  MASS("mass", "kg", Target.LINK),
  /** Rotational inertia of a link about its centre of mass, as a factor. */
  INERTIA("inertia", "", Target.LINK),
  /** A point of mass at a link's origin [kg], nominally none. */
  PAYLOAD("payload", "kg", Target.PLACE),
  /** Viscous friction of a joint [N·m·s/rad or N·s/m]. */
  DAMPING("damping", "", Target.JOINT),
  /** Dry friction of a joint [N·m or N]. */
  FRICTION("friction", "", Target.JOINT),
  /** Standard deviation of a sensor's noise, in its unit. */
  NOISE("noise", "", Target.SENSOR),
  /** Age of a sensor's reading [s], rounded to whole steps of the physics. */
  DELAY("delay", "s", Target.SENSOR),
  /** Share of its effort that an actuator gives, nominally 1. */
  STRENGTH("strength", "", Target.ACTUATOR),
  /** How late an actuator does what it is told [s], nominally 0. */
  ACTUATOR_DELAY("actuator delay", "s", Target.ACTUATOR),
  /** Greatest command that has no effect [N·m or N], nominally 0. */
  DEAD_BAND("dead band", "", Target.ACTUATOR),
  /** Coefficient of dry friction in all contacts. */
  SURFACE("surface", "", Target.WORLD),
  /** Strength of gravity [m/s²]. */
  GRAVITY("gravity", "m/s²", Target.WORLD),
  /** Angle by which gravity leans towards a random side [rad], nominally 0. */
  TILT("tilt", "rad", Target.WORLD);

  /** What a property is of. */
  enum Target {
    LINK,
    PLACE,
    JOINT,
    SENSOR,
    ACTUATOR,
    WORLD
  }

  final String label;
  final String unit;
  final Target target;

  Property(String label, String unit, Target target) {
    this.label = label;
    this.unit = unit;
    this.target = target;
  }
}
