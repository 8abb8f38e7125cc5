package dev.trammel.controller.check;

import static dev.trammel.controller.check.Findings.number;

import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.CostExpansion;
import dev.trammel.controller.task.SensorModel;
import dev.trammel.controller.task.Task;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * Whether the cost shows a way: finite at the start, with the slope that its differences have, a
 * slope at all, and a price on every input.
 */
final class CostLook implements Look {

  private static final double DIFFERENCE = 1e-6;
  private static final double TOLERANCE = 1e-2;
  private static final long SEED = 1;

  @Override
  public void at(Task task, Findings findings) {
    boolean[] priced = new boolean[task.inputSize()];
    Case.each(task, findings, c -> {
      DMatrixRMaj x = new DMatrixRMaj(task.stateSize(), 1);
      double[] velocities = c.condition().velocities();
      new SensorModel(task.plant()).read(c.condition().positions(), velocities, x);
      new Slope(task, c, x, priced, findings).look();
    });
    for (int i = 0; i < priced.length; i++) {
      if (!priced[i]) {
        findings.warning(
            "cost",
            "no term makes the input of '"
                + task.plant().spec().actuators().get(i).name()
                + "' cost anything: it will go from limit to limit; add {type: input, …}");
      }
    }
  }

  /** One condition's cost about its start. */
  private record Slope(Task task, Case looked, DMatrixRMaj x, boolean[] priced, Findings findings) {

    void look() {
      int n = task.stateSize();
      int m = task.inputSize();
      SplittableRandom random = new SplittableRandom(SEED);
      DMatrixRMaj u = new DMatrixRMaj(m, 1);
      for (int i = 0; i < m; i++) {
        u.data[i] = 0.3 * task.plant().actuators().get(i).limit() * random.nextDouble(-1, 1);
      }
      CostExpansion expansion = new CostExpansion(n, m);
      double slope = 0;
      for (int t = 0; t <= task.steps(); t++) {
        expansion.clear();
        looked.condition().cost().addExpansion(t, x, u, expansion);
        if (!Bodies.isFinite(expansion.value)
            || !Bodies.isFinite(expansion.gradient.data)
            || !Bodies.isFinite(expansion.hessian.data)) {
          findings.error(
              "cost", "is no finite number at the start of " + looked.name() + ", step " + t);
          return;
        }
        for (int i = 0; i < n; i++) {
          slope = Math.max(slope, Math.abs(expansion.gradient.data[i]));
        }
        for (int i = 0; i < m; i++) {
          priced[i] |= expansion.hessian.get(n + i, n + i) > 0;
        }
        if (t == 0 || t == task.steps() / 2 || t == task.steps()) {
          compare(t, u, expansion);
        }
      }
      if (slope == 0) {
        findings.note(
            "cost",
            "is flat at the start of " + looked.name()
                + ": no state has a slope there, as where a pendulum hangs; only noise shows where"
                + " to go");
      }
    }

    /** Two roads to one slope. */
    private void compare(int t, DMatrixRMaj u, CostExpansion expansion) {
      int n = x.numRows;
      double scale = 1e-6;
      for (double g : expansion.gradient.data) {
        scale = Math.max(scale, Math.abs(g));
      }
      int inputs = t == task.steps() ? 0 : u.numRows;
      for (int i = 0; i < n + inputs; i++) {
        DMatrixRMaj varied = i < n ? x : u;
        double difference = difference(looked.condition().cost(), t, u, varied, i < n ? i : i - n);
        double error = Math.abs(difference - expansion.gradient.data[i]);
        if (!(error <= TOLERANCE * scale)) {
          findings.warning(
              "cost",
              "is so sharply curved at the start of " + looked.name()
                  + " that its slope " + number(expansion.gradient.data[i])
                  + " is not that of its differences, " + number(difference) + ", for "
                  + name(i) + ", step " + t + "; a larger norm.alpha makes it rounder");
          return;
        }
      }
    }

    private double difference(Cost cost, int t, DMatrixRMaj u, DMatrixRMaj varied, int i) {
      double at = varied.data[i];
      double h = DIFFERENCE * Math.max(1, Math.abs(at));
      varied.data[i] = at + h;
      double ahead = cost.value(t, x, u);
      varied.data[i] = at - h;
      double behind = cost.value(t, x, u);
      varied.data[i] = at;
      return (ahead - behind) / (2 * h);
    }

    private String name(int entry) {
      int n = x.numRows;
      return entry < n
          ? "'" + task.plant().spec().sensors().get(entry).name() + "'"
          : "the input of '" + task.plant().spec().actuators().get(entry - n).name() + "'";
    }
  }
}
