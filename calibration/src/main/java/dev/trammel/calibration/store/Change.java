package dev.trammel.calibration.store;

import dev.trammel.calibration.fit.StudentT;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one parameter from one calibration to another.
 *
 * <pre>
 *   d  new value less old                    s²  σ₁² + σ₂²
 *   t  d/s                                   ν   s⁴/(σ₁⁴/(n₁ − 1) + σ₂⁴/(n₂ − 1))
 * </pre>
 *
 * <p>A change is real where |t| is beyond Student's 95 % at ν degrees of freedom (Welch 1947), and
 * counts where |d| is beyond the practical threshold. σ is the interval's, which few samples have
 * already widened: the test errs towards calling nothing real.
 *
 * @param before identifiable; nothing if it was not known
 * @param after identifiable; nothing if it is not known
 */
record Change(Parameter parameter, Optional<Estimate> before, Optional<Estimate> after) {

  /** In the order in which people want to read of them. */
  enum Kind {
    CHANGED("changed"),
    NEW("new"),
    GONE("no longer known"),
    UNCERTAIN("may have changed"),
    SLIGHT("slightly changed"),
    SAME("same");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** First what changed, most first. */
  static final Comparator<Change> ORDER = Comparator.comparing(Change::kind)
      .thenComparing(Comparator.comparingDouble(Change::thresholds).reversed())
      .thenComparing(Change::parameter);

  Kind kind() {
    if (before.isEmpty() || after.isEmpty()) {
      return after.isPresent() ? Kind.NEW : Kind.GONE;
    }
    boolean real = Math.abs(sigmas()) > StudentT.deviations(degrees());
    if (thresholds() > 1) {
      return real ? Kind.CHANGED : Kind.UNCERTAIN;
    }
    return real ? Kind.SLIGHT : Kind.SAME;
  }

  /** d; 0 where one of them is not known. */
  double difference() {
    return before.isPresent() && after.isPresent()
        ? after.get().value() - before.get().value()
        : 0;
  }

  /** t; infinite for a change between what is known exactly. */
  double sigmas() {
    double d = difference();
    return d == 0 ? 0 : d / deviation();
  }

  /** |d| in practical thresholds [-]. */
  double thresholds() {
    return before
        .map(was ->
            Math.abs(difference()) / PracticalThreshold.of(parameter.quantity()).at(was.value()))
        .filter(Double::isFinite)
        .orElse(0.0);
  }

  private double deviation() {
    return Math.hypot(sigma(before), sigma(after));
  }

  private static double sigma(Optional<Estimate> estimate) {
    return estimate.map(Estimate::sigma).orElse(0.0);
  }

  /** ν, whole and at least 1. */
  private int degrees() {
    double s2 = deviation() * deviation();
    double spread = share(before) + share(after);
    return spread == 0 ? Integer.MAX_VALUE : (int) Math.max(1, s2 * s2 / spread);
  }

  private static double share(Optional<Estimate> estimate) {
    double variance = sigma(estimate) * sigma(estimate);
    int samples = estimate.map(Estimate::samples).orElse(1);
    return variance * variance / Math.max(1, samples - 1);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("part", parameter.part());
    json.put("quantity", parameter.quantity().key());
    json.put("kind", kind().toString());
    before.ifPresent(estimate -> json.put("before", toJson(estimate)));
    after.ifPresent(estimate -> json.put("after", toJson(estimate)));
    if (before.isPresent() && after.isPresent()) {
      json.put("difference", difference());
      json.put("sigmas", sigmas());
      json.put("thresholds", thresholds());
    }
    return json;
  }

  private static Map<String, Object> toJson(Estimate estimate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", estimate.value());
    json.put("ci95", new double[] {estimate.lower(), estimate.upper()});
    json.put("n", estimate.samples());
    return json;
  }
}
