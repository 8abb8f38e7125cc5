package dev.trammel.controller.linalg;

/** z = b + Wᵀa for one vector at a time: a layer of a network. May be shared by threads. */
public interface AffineMap {

  /**
   * Computes the map; allocates nothing.
   *
   * @param a at least as many entries as W has rows; not modified
   * @param z padded; all of it is modified
   */
  void of(double[] a, double[] z);
}
