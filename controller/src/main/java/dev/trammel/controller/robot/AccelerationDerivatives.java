package dev.trammel.controller.robot;

import java.util.Arrays;

/**
 * How a robot's accelerations change with its joints' positions, rates and efforts: q̈ = M⁻¹ (τ − h −
 * D q̇), so
 *
 * <pre>  dq̈ = M⁻¹ (dτ − T_q dq − T_v dq̇),    T = ∂(M q̈ + h + D q̇) at that q̈.</pre>
 *
 * <p>T by the recursion of Carpentier and Mansard, "Analytical derivatives of rigid body dynamics
 * algorithms" (2018). To turn joint j is to turn all that it carries, velocities of its parent seen
 * from there the other way; what is left is a change w of velocity and one u of acceleration of all
 * that it carries, with wⱼ = v × Sⱼ, uⱼ = a × Sⱼ + v × wⱼ for the parent's v and a. Inertia of a
 * body and all it carries takes such changes to forces, with
 *
 * <pre>
 *   N  9  Σ ṙ rᵀ dm      P  3  Σ ṙ dm       over all that a body carries, r from the world's origin
 *   B ω = 2 Σ (r × (ω × ṙ), ω × ṙ) dm = 2 ((tr N − N) ω, ω × P)
 *   F  6  forces by a joint's position or rate     G = I S, H = Bᵀ S, against the joint's own axis
 * </pre>
 *
 * <p>Nothing but the constructor allocates. Not thread-safe.
 */
public final class AccelerationDerivatives {

  private final RigidBodyDynamics dynamics;
  private final int n;
  private final double[] positions;
  private final double[] rates;
  private final double[] ignored;

  private final double[] N;
  private final double[] P;
  private final double[] w;
  private final double[] u;
  private final double[] parentAcceleration = new double[6];
  private final double[] twice = new double[6];
  private final double[] byPosition = new double[6];
  private final double[] byRate = new double[6];
  private final double[] coriolis = new double[6];
  private final double[] G = new double[6];
  private final double[] H = new double[3];
  private final double[] column = new double[3];
  private final double[] moment = new double[3];

  /**
   * Room for the derivatives of a robot.
   *
   * @param dynamics used as workspace
   */
  public AccelerationDerivatives(RigidBodyDynamics dynamics) {
    this.dynamics = dynamics;
    n = dynamics.n;
    positions = new double[n * n];
    rates = new double[n * n];
    ignored = new double[n];
    N = new double[9 * (n + 1)];
    P = new double[3 * (n + 1)];
    w = new double[6 * (n + 1)];
    u = new double[6 * (n + 1)];
  }

  /**
   * Computes accelerations and prepares for their changes.
   *
   * @param q n; not modified
   * @param qd n; not modified
   * @param tau n [N·m or N]; not modified
   * @param qdd n; modified
   * @return false if the mass matrix is not positive definite; nothing is then defined
   */
  public boolean update(double[] q, double[] qd, double[] tau, double[] qdd) {
    if (!dynamics.forwardDynamics(q, qd, tau, qdd)) {
      return false;
    }
    // once more, with the forces of these accelerations
    dynamics.newtonEuler(qdd, ignored);
    gatherMotion();
    for (int slot = 1; slot <= n; slot++) {
      differentiate(slot);
    }
    for (int i = 0; i < n; i++) {
      rates[i * n + i] += dynamics.damping[i];
    }
    return true;
  }

  /**
   * Carries changes of the last update's arguments over to the accelerations, several at once.
   *
   * @param dq n rows of {@code columns} changes of positions; not modified
   * @param dqd the same of rates; not modified
   * @param out holds those of efforts, receives those of accelerations; modified
   */
  public void push(double[] dq, double[] dqd, int columns, double[] out) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        subtract(positions[i * n + k], dq, k * columns, out, i * columns, columns);
        subtract(rates[i * n + k], dqd, k * columns, out, i * columns, columns);
      }
    }
    Flat.solveFactored(dynamics.M.data, n, out, columns);
  }

  private static void subtract(
      double factor, double[] from, int i, double[] out, int k, int columns) {
    if (factor != 0) {
      for (int c = 0; c < columns; c++) {
        out[k + c] -= factor * from[i + c];
      }
    }
  }

  /** N and P of each body and all it carries. */
  private void gatherMotion() {
    Arrays.fill(N, 0);
    Arrays.fill(P, 0);
    for (int slot = n; slot > 0; slot--) {
      addMotion(slot);
      int parent = dynamics.kinematics.parents[slot];
      for (int e = 0; e < 9; e++) {
        N[9 * parent + e] += N[9 * slot + e];
      }
      for (int e = 0; e < 3; e++) {
        P[3 * parent + e] += P[3 * slot + e];
      }
    }
  }

  private void addMotion(int slot) {
    double[] I = dynamics.I;
    double[] v = dynamics.kinematics.v;
    int k = 10 * slot;
    int i = 6 * slot;
    // ṙ = v₀ + ω × r:  P = m v₀ + ω × c̄,  N = [ω]× Σ r rᵀ dm + v₀ c̄ᵀ
    for (int e = 0; e < 3; e++) {
      P[3 * slot + e] += I[k] * v[i + 3 + e];
    }
    Flat.addCross(1, v, i, I, k + 1, P, 3 * slot);
    double half = (I[k + 4] + I[k + 5] + I[k + 6]) / 2;
    addColumn(slot, 0, half - I[k + 4], -I[k + 7], -I[k + 8]);
    addColumn(slot, 1, -I[k + 7], half - I[k + 5], -I[k + 9]);
    addColumn(slot, 2, -I[k + 8], -I[k + 9], half - I[k + 6]);
  }

  /** Adds one column of N; x, y, z is that of Σ r rᵀ dm. */
  private void addColumn(int slot, int number, double x, double y, double z) {
    double[] v = dynamics.kinematics.v;
    int i = 6 * slot;
    column[0] = x;
    column[1] = y;
    column[2] = z;
    Flat.cross(v, i, column, 0, moment, 0);
    double first = dynamics.I[10 * slot + 1 + number];
    for (int e = 0; e < 3; e++) {
      N[9 * slot + 3 * e + number] += moment[e] + v[i + 3 + e] * first;
    }
  }

  /** The rows and columns of T between a joint and those that carry it. */
  private void differentiate(int slot) {
    double[] S = dynamics.kinematics.S;
    int[] parents = dynamics.kinematics.parents;
    changeOfParent(slot);
    forces(slot);
    int i = slot - 1;
    for (int k = slot; k > 0; k = parents[k]) {
      int at = 6 * k;
      positions[(k - 1) * n + i] = Flat.dot6(S, at, byPosition, 0);
      rates[(k - 1) * n + i] = Flat.dot6(S, at, byRate, 0);
      positions[i * n + k - 1] = Flat.dot6(G, 0, u, at) + Flat.dot3(H, 0, w, at);
      rates[i * n + k - 1] = 2 * Flat.dot6(G, 0, w, at) + Flat.dot3(H, 0, S, at);
    }
  }

  private void changeOfParent(int slot) {
    double[] S = dynamics.kinematics.S;
    double[] v = dynamics.kinematics.v;
    int parent = 6 * dynamics.kinematics.parents[slot];
    int i = 6 * slot;
    Flat.addScaled6(dynamics.a, parent, 1, dynamics.kinematics.b, parent, parentAcceleration, 0);
    Arrays.fill(w, i, i + 6, 0);
    Arrays.fill(u, i, i + 6, 0);
    Flat.addCrossMotion(1, v, parent, S, i, w, i);
    Flat.addCrossMotion(1, parentAcceleration, 0, S, i, u, i);
    Flat.addCrossMotion(1, v, parent, w, i, u, i);
  }

  private void forces(int slot) {
    double[] S = dynamics.kinematics.S;
    double[] I = dynamics.carried;
    int i = 6 * slot;
    // F_v = I 2w + B S;  F_q = I u + B w + S ×* f
    Flat.addScaled6(w, i, 1, w, i, twice, 0);
    RigidBodyDynamics.inertiaTimes(I, slot, twice, 0, byRate, 0);
    addCoriolis(slot, S, i, byRate);
    RigidBodyDynamics.inertiaTimes(I, slot, u, i, byPosition, 0);
    addCoriolis(slot, w, i, byPosition);
    Flat.addCrossForce(S, i, dynamics.f, i, byPosition, 0);
    RigidBodyDynamics.inertiaTimes(I, slot, S, i, G, 0);
    // H = 2 ((tr N − Nᵀ) s + P × s₀)
    int k = 9 * slot;
    double trace = N[k] + N[k + 4] + N[k + 8];
    Flat.cross(P, 3 * slot, S, i + 3, H, 0);
    for (int e = 0; e < 3; e++) {
      double transposed = N[k + e] * S[i] + N[k + 3 + e] * S[i + 1] + N[k + 6 + e] * S[i + 2];
      H[e] = 2 * (H[e] + trace * S[i + e] - transposed);
    }
  }

  /** out = out + B m. */
  private void addCoriolis(int slot, double[] m, int i, double[] out) {
    int k = 9 * slot;
    double trace = N[k] + N[k + 4] + N[k + 8];
    Flat.multiply3(N, k, m, i, coriolis, 0);
    Flat.cross(m, i, P, 3 * slot, coriolis, 3);
    for (int e = 0; e < 3; e++) {
      out[e] += 2 * (trace * m[i + e] - coriolis[e]);
      out[3 + e] += 2 * coriolis[3 + e];
    }
  }
}
