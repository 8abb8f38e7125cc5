package dev.trammel.calibration.fit;

import dev.trammel.controller.robot.InertialVector;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine, and how what it is made of changes with P unknowns: by differences of machines, which
 * costs no simulation. Kinematics do not change. Immutable.
 *
 * <pre>
 *   inertias    10n×P  by the inertial vector of all bodies
 *   damping, dry, asymmetry, breakaway, fadeSpeed    n×P
 * </pre>
 */
final class MachineSlopes {

  private final Machine machine;
  private final List<Machine> changed;
  private final double[] steps;
  private final double[] inertias;
  private final int[] first;
  private final int[] end;
  private final double[] damping;
  private final double[] dry;
  private final double[] asymmetry;
  private final double[] breakaway;
  private final double[] fadeSpeed;

  /**
   * @param changed P, the machine with one unknown a step away
   * @param steps P, by how much; not modified
   */
  MachineSlopes(Machine machine, List<Machine> changed, double[] steps) {
    this.machine = machine;
    this.changed = List.copyOf(changed);
    this.steps = steps.clone();
    int n = machine.joints();
    int P = steps.length;
    inertias = new double[InertialVector.SIZE * n * P];
    first = new int[InertialVector.SIZE * n];
    end = new int[InertialVector.SIZE * n];
    damping = new double[n * P];
    dry = new double[n * P];
    asymmetry = new double[n * P];
    breakaway = new double[n * P];
    fadeSpeed = new double[n * P];
    double[] pi = InertialVector.of(machine.robot());
    for (int p = 0; p < P; p++) {
      differentiateInertias(pi, p);
      differentiateJoints(p);
    }
    for (int row = 0; row < first.length; row++) {
      bound(row, P);
    }
  }

  /**
   * Of a family, about its machine with some values.
   *
   * @param difference how far each unknown is changed, in its scales [-]
   */
  static MachineSlopes of(MachineFamily family, double[] values, double difference) {
    List<Unknown> unknowns = family.unknowns();
    double[] steps = new double[values.length];
    List<Machine> changed = new ArrayList<>();
    for (int p = 0; p < values.length; p++) {
      double step = difference * unknowns.get(p).scale();
      // away from a bound
      steps[p] = values[p] + step > unknowns.get(p).upper() ? -step : step;
      double[] there = values.clone();
      there[p] += steps[p];
      changed.add(family.at(there));
    }
    return new MachineSlopes(family.at(values), changed, steps);
  }

  /** About a machine, by nothing. */
  static MachineSlopes none(Machine machine) {
    return new MachineSlopes(machine, List.of(), new double[0]);
  }

  private void differentiateInertias(double[] pi, int p) {
    double[] there = InertialVector.of(changed.get(p).robot());
    for (int row = 0; row < pi.length; row++) {
      inertias[row * steps.length + p] = (there[row] - pi[row]) / steps[p];
    }
  }

  private void differentiateJoints(int p) {
    for (int i = 0; i < machine.joints(); i++) {
      int at = i * steps.length + p;
      JointFriction here = machine.friction().get(i);
      JointFriction there = changed.get(p).friction().get(i);
      dry[at] = (there.dry() - here.dry()) / steps[p];
      asymmetry[at] = (there.asymmetry() - here.asymmetry()) / steps[p];
      breakaway[at] = (there.breakaway() - here.breakaway()) / steps[p];
      fadeSpeed[at] = (there.fadeSpeed() - here.fadeSpeed()) / steps[p];
      damping[at] = (damping(changed.get(p), i) - damping(machine, i)) / steps[p];
    }
  }

  private static double damping(Machine of, int i) {
    return of.robot().bodies().get(i).joint().damping();
  }

  /** Where a row of the inertias' slopes is not 0. */
  private void bound(int row, int P) {
    int from = 0;
    int to = P;
    while (from < to && inertias[row * P + from] == 0) {
      from++;
    }
    while (to > from && inertias[row * P + to - 1] == 0) {
      to--;
    }
    first[row] = from;
    end[row] = to;
  }

  Machine machine() {
    return machine;
  }

  /** P. */
  int unknowns() {
    return steps.length;
  }

  /** Of the machine with one unknown a step away. */
  Machine changed(int p) {
    return changed.get(p);
  }

  double step(int p) {
    return steps[p];
  }

  /**
   * out = out − Y ∂π/∂θ.
   *
   * @param Y n×10n by rows
   * @param out n rows of {@code columns}, the first P of which are the unknowns'
   */
  void subtractInertias(double[] Y, double[] out, int columns) {
    int n = machine.joints();
    int P = steps.length;
    for (int i = 0; i < n; i++) {
      for (int row = 0; row < first.length; row++) {
        double y = Y[i * first.length + row];
        if (y != 0) {
          int from = row * P;
          int to = i * columns;
          for (int p = first[row]; p < end[row]; p++) {
            out[to + p] -= y * inertias[from + p];
          }
        }
      }
    }
  }

  /**
   * out = out − ∂(D q̇ + f)/∂θ of one joint.
   *
   * @param rate q̇
   * @param direction which way it slides; 0 if it rests
   * @param row where the joint's row of {@code out} begins
   */
  void subtractResistance(int i, double rate, int direction, double[] out, int row) {
    JointFriction friction = machine.friction().get(i);
    double ratio = rate / friction.fadeSpeed();
    double more = friction.breakaway() - friction.dry();
    // nothing fades where nothing is more
    double faded = StrictMath.exp(-ratio * ratio);
    double byFadeSpeed = more * faded * 2 * ratio * ratio / friction.fadeSpeed();
    int P = steps.length;
    for (int p = 0; p < P; p++) {
      int at = i * P + p;
      double size = dry[at] * (1 - faded) + breakaway[at] * faded + byFadeSpeed * fadeSpeed[at];
      out[row + p] -= damping[at] * rate + asymmetry[at] + direction * size;
    }
  }
}
