package dev.trammel.sim.physics;

/**
 * A spatial vector referred to the world's origin: a motion (angular velocity, linear velocity of
 * the body's material at the origin) or a momentum (angular about the origin, linear). Mutable.
 */
final class Spatial {

  double ax;
  double ay;
  double az;
  double lx;
  double ly;
  double lz;

  void set(Spatial other) {
    ax = other.ax;
    ay = other.ay;
    az = other.az;
    lx = other.lx;
    ly = other.ly;
    lz = other.lz;
  }

  void setZero() {
    ax = ay = az = lx = ly = lz = 0;
  }

  void add(Spatial other) {
    ax += other.ax;
    ay += other.ay;
    az += other.az;
    lx += other.lx;
    ly += other.ly;
    lz += other.lz;
  }

  void addScaled(double factor, Spatial other) {
    ax += factor * other.ax;
    ay += factor * other.ay;
    az += factor * other.az;
    lx += factor * other.lx;
    ly += factor * other.ly;
    lz += factor * other.lz;
  }

  void setDifference(Spatial a, Spatial b) {
    ax = a.ax - b.ax;
    ay = a.ay - b.ay;
    az = a.az - b.az;
    lx = a.lx - b.lx;
    ly = a.ly - b.ly;
    lz = a.lz - b.lz;
  }

  double dot(Spatial other) {
    return ax * other.ax
        + ay * other.ay
        + az * other.az
        + lx * other.lx
        + ly * other.ly
        + lz * other.lz;
  }
}
