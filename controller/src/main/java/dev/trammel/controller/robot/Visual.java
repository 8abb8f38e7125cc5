package dev.trammel.controller.robot;

/** What a body looks like, or a part of it. */
public record Visual(Geometry geometry, Colour colour) {

  /** The same as seen from the frame in which its own frame is {@code placement}. */
  Visual seenThrough(Transform placement) {
    return new Visual(geometry.seenThrough(placement), colour);
  }
}
