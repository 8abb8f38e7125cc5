package dev.trammel.controller.linalg;

import dev.trammel.controller.linalg.vector.VectorBlocks;

/** Kernels on the JDK's Vector API; loaded only where the JVM has its module. */
final class VectorKernels implements Kernels {

  @Override
  public String name() {
    return "vector-" + 64 * VectorBlocks.L;
  }

  @Override
  public Products products() {
    return new VectorProducts();
  }
}
