package dev.trammel.controller.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;

/** What was compared of one case, and how far off it was: max |ours − golden| / max |golden|. */
public final class GoldenReport {

  private final GoldenCase golden;
  private final TreeMap<String, Double> errors = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();

  GoldenReport(GoldenCase golden) {
    this.golden = golden;
  }

  /** Compares an array that is in the case; does nothing when it is not. */
  public void compare(String array, double tolerance, double[] ours) {
    if (golden.has(array)) {
      check(array, tolerance, ours, golden.array(array).values());
    }
  }

  /** Compares an array with matrices or columns along its first axis. */
  public void compare(String array, double tolerance, DMatrixRMaj[] ours) {
    compare(array, tolerance, flat(ours));
  }

  /** Compares a number of golden.json; does nothing when it is not there. */
  public void compareScalar(String key, double tolerance, double ours) {
    if (golden.hasScalar(key)) {
      check(key, tolerance, new double[] {ours}, new double[] {golden.scalar(key)});
    }
  }

  /** Compares numbers that are neither one array nor one scalar, such as part of a trace. */
  public void check(String name, double tolerance, double[] ours, double[] expected) {
    if (ours.length != expected.length) {
      failures.add(name + ": " + ours.length + " numbers for " + expected.length);
      return;
    }
    double difference = 0;
    double scale = 0;
    for (int i = 0; i < ours.length; i++) {
      double gap = Math.abs(ours[i] - expected[i]);
      difference = Double.isNaN(gap) ? Double.POSITIVE_INFINITY : Math.max(difference, gap);
      scale = Math.max(scale, Math.abs(expected[i]));
    }
    double error = scale > 0 ? difference / scale : difference;
    errors.merge(name, error, Math::max);
    if (!(error <= tolerance)) {
      failures.add(String.format(Locale.ROOT, "%s: %.2e exceeds %.0e", name, error, tolerance));
    }
  }

  boolean compared(String array) {
    return errors.containsKey(array);
  }

  List<String> failures() {
    return failures;
  }

  /** The largest relative error of each name compared. */
  String details() {
    StringBuilder text = new StringBuilder();
    errors.forEach(
        (name, error) -> text.append(String.format(Locale.ROOT, "  %-28s %.1e%n", name, error)));
    return text.toString();
  }

  private static double[] flat(DMatrixRMaj[] matrices) {
    int size = matrices[0].getNumElements();
    double[] flat = new double[matrices.length * size];
    for (int i = 0; i < matrices.length; i++) {
      System.arraycopy(matrices[i].data, 0, flat, i * size, size);
    }
    return flat;
  }
}
