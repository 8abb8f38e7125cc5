package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Kernels;
import java.util.List;

/** The implementations that this process can choose from. */
final class AvailableKernels {

  private AvailableKernels() {}

  /** At least one; the fastest first. */
  static List<Kernels> all() {
    return List.of(Kernels.rows());
  }

  static Kernels named(String name) {
    return all().stream()
        .filter(kernels -> kernels.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kernels '" + name + "'; known: "
            + String.join(", ", all().stream().map(Kernels::name).toList())));
  }
}
