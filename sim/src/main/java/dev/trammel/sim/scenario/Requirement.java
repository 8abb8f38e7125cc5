package dev.trammel.sim.scenario;

import dev.trammel.controller.linalg.Require;
import java.util.Locale;

/**
 * How often a scenario must be passed.
 *
 * @param kind of rate that is compared
 * @param least rate, 0 … 1
 */
public record Requirement(Kind kind, double least) {

  /** Which rate must not be too low. */
  public enum Kind {
    /** The part of the episodes that passed. */
    PASS_RATE,
    /** The lower end of its 95 % interval: what the episodes prove. */
    CONFIDENT_PASS_RATE
  }

  public Requirement {
    Require.inRange(least, 0, 1, "required rate");
  }

  public static Requirement passRate(double least) {
    return new Requirement(Kind.PASS_RATE, least);
  }

  public static Requirement confidentPassRate(double least) {
    return new Requirement(Kind.CONFIDENT_PASS_RATE, least);
  }

  boolean isMet(PassRate rate) {
    // a rate like 0.95 has no exact binary form: 19 of 20 must be enough
    return (kind == Kind.PASS_RATE ? rate.rate() : rate.lower()) >= least - 1e-12;
  }

  /** As people read it: "≥ 95 %", or "≥ 95 % for sure". */
  @Override
  public String toString() {
    String percent = String.format(Locale.ROOT, "%.4g", 100 * least);
    return "≥ " + (percent.contains(".") ? percent.replaceAll("\\.?0+$", "") : percent) + " %"
        + (kind == Kind.PASS_RATE ? "" : " confident");
  }
}
