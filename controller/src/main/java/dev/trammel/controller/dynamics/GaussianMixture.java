package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Require;
import java.util.List;

/**
 * A mixture of K Gaussians over d variables. Immutable; all that a warm start continues from.
 *
 * @param components K, all of size d
 * @param logMasses K, the logarithm of each component's share; the shares sum to 1
 */
public record GaussianMixture(List<Gaussian> components, List<Double> logMasses) {

  public GaussianMixture {
    components = List.copyOf(components);
    logMasses = List.copyOf(logMasses);
    Require.atLeast(components.size(), 1, "mixture components");
    if (logMasses.size() != components.size()) {
      throw new IllegalArgumentException("a mixture of " + components.size()
          + " components needs as many masses, had " + logMasses.size());
    }
    double total = 0;
    for (int k = 0; k < components.size(); k++) {
      total += StrictMath.exp(Require.finite(logMasses.get(k), "log mass of component " + k));
      if (components.get(k).size() != components.get(0).size()) {
        throw new IllegalArgumentException("mixture components must all have "
            + components.get(0).size() + " variables, component " + k + " had "
            + components.get(k).size());
      }
    }
    Require.inRange(total, 1 - 1e-6, 1 + 1e-6, "sum of masses");
  }

  /** K. */
  public int size() {
    return components.size();
  }

  /** d. */
  public int dimension() {
    return components.get(0).size();
  }
}
