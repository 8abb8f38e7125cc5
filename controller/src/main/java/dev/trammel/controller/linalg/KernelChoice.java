package dev.trammel.controller.linalg;

import java.util.List;

/** Which kernels this JVM can carry out. */
final class KernelChoice {

  /** Fastest first. */
  static final List<Kernels> AVAILABLE = List.of(new RowKernels());

  private KernelChoice() {}
}
