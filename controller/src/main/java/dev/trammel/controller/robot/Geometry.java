package dev.trammel.controller.robot;

/** Something with an extent, placed in its body's frame: a shape that collides or a surface. */
public sealed interface Geometry permits Shape, Surface {

  Transform origin();

  /** The same as seen from the frame in which its own frame is {@code placement}. */
  Geometry seenThrough(Transform placement);
}
