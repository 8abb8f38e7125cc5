package dev.trammel.sim.physics;

/** The exact surface of a convex shape, in the shape's frame [m]. */
interface Surface {

  /**
   * Finds what the shape turns towards a direction: the face that looks there most, or the edge or
   * point that reaches there furthest where the surface is round.
   *
   * @param x component of a unit vector
   * @param out receives it
   */
  void towards(double x, double y, double z, Polygon out);
}
