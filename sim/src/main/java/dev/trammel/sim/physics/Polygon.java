package dev.trammel.sim.physics;

import java.util.Arrays;

/**
 * What a shape turns towards a direction: a point, an edge of two, or a flat face, whose corners
 * stand in order around it. Mutable; grows as needed.
 */
final class Polygon {

  double[] x = new double[16];
  double[] y = new double[16];
  double[] z = new double[16];
  int count;

  /** Outward unit normal; of a face only. */
  double nx;

  double ny;
  double nz;

  void clear() {
    count = 0;
  }

  void add(double px, double py, double pz) {
    if (count == x.length) {
      x = Arrays.copyOf(x, 2 * count);
      y = Arrays.copyOf(y, 2 * count);
      z = Arrays.copyOf(z, 2 * count);
    }
    x[count] = px;
    y[count] = py;
    z[count] = pz;
    count++;
  }

  void setNormal(double x, double y, double z) {
    nx = x;
    ny = y;
    nz = z;
  }

  boolean isFace() {
    return count > 2;
  }

  /** Moves from a frame to the world. */
  void place(Pose p) {
    for (int i = 0; i < count; i++) {
      double lx = x[i];
      double ly = y[i];
      double lz = z[i];
      x[i] = p.x + p.xx * lx + p.xy * ly + p.xz * lz;
      y[i] = p.y + p.yx * lx + p.yy * ly + p.yz * lz;
      z[i] = p.z + p.zx * lx + p.zy * ly + p.zz * lz;
    }
    setNormal(
        p.xx * nx + p.xy * ny + p.xz * nz,
        p.yx * nx + p.yy * ny + p.yz * nz,
        p.zx * nx + p.zy * ny + p.zz * nz);
  }

  /**
   * Keeps what lies on one side of a plane: m · (p − corner) ≤ 0.
   *
   * @param out receives it
   */
  void clip(double mx, double my, double mz, double cx, double cy, double cz, Polygon out) {
    out.clear();
    int last = count - 1;
    for (int i = 0; i < count; i++) {
      // an edge has no way back from its second end
      int j = i > 0 ? i - 1 : last;
      double here = mx * (x[i] - cx) + my * (y[i] - cy) + mz * (z[i] - cz);
      if (count > 2 || i > 0) {
        double there = mx * (x[j] - cx) + my * (y[j] - cy) + mz * (z[j] - cz);
        if (here > 0 != there > 0) {
          double share = there / (there - here);
          out.add(
              x[j] + share * (x[i] - x[j]),
              y[j] + share * (y[i] - y[j]),
              z[j] + share * (z[i] - z[j]));
        }
      }
      if (here <= 0) {
        out.add(x[i], y[i], z[i]);
      }
    }
  }
}
