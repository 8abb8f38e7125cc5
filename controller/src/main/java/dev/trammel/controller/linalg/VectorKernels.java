package dev.trammel.controller.linalg;

import dev.trammel.controller.linalg.vector.VectorBlocks;

/** Kernels on the JDK's Vector API; loaded only where the JVM has its module. */
final class VectorKernels implements Kernels {

  /** Whether the machine's vectors are of 256 or 512 bits, which the blocks are made for. */
  static boolean areWide() {
    return VectorBlocks.L == 4 || VectorBlocks.L == 8;
  }

  @Override
  public String name() {
    return "vector-" + 64 * VectorBlocks.L;
  }

  @Override
  public Products products() {
    return new VectorProducts();
  }

  @Override
  public Neurons neurons() {
    return new VectorNeurons();
  }
}
