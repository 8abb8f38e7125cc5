package dev.trammel.sim.physics;

/**
 * A spatial vector referred to the world's origin: a motion (angular velocity, linear velocity of
 * the body's material at the origin), a momentum (angular about the origin, linear) or a wrench
 * (torque about the origin, force). Mutable.
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

  /** Sets a + factor b. */
  void setSum(Spatial a, double factor, Spatial b) {
    ax = a.ax + factor * b.ax;
    ay = a.ay + factor * b.ay;
    az = a.az + factor * b.az;
    lx = a.lx + factor * b.lx;
    ly = a.ly + factor * b.ly;
    lz = a.lz + factor * b.lz;
  }

  /** Adds factor v × m for motions: (ω×m, ω×m₀ + v₀×m), Featherstone 2008, eq. 2.31. */
  void addCrossMotion(double factor, Spatial v, Spatial m) {
    ax += factor * (v.ay * m.az - v.az * m.ay);
    ay += factor * (v.az * m.ax - v.ax * m.az);
    az += factor * (v.ax * m.ay - v.ay * m.ax);
    lx += factor * (v.ay * m.lz - v.az * m.ly + v.ly * m.az - v.lz * m.ay);
    ly += factor * (v.az * m.lx - v.ax * m.lz + v.lz * m.ax - v.lx * m.az);
    lz += factor * (v.ax * m.ly - v.ay * m.lx + v.lx * m.ay - v.ly * m.ax);
  }

  /** Adds v ×* f for a force or momentum: (ω×n + v₀×f, ω×f), Featherstone 2008, eq. 2.32. */
  void addCrossForce(Spatial v, Spatial f) {
    ax += v.ay * f.az - v.az * f.ay + v.ly * f.lz - v.lz * f.ly;
    ay += v.az * f.ax - v.ax * f.az + v.lz * f.lx - v.lx * f.lz;
    az += v.ax * f.ay - v.ay * f.ax + v.lx * f.ly - v.ly * f.lx;
    lx += v.ay * f.lz - v.az * f.ly;
    ly += v.az * f.lx - v.ax * f.lz;
    lz += v.ax * f.ly - v.ay * f.lx;
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
