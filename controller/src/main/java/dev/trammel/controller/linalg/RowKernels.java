package dev.trammel.controller.linalg;

/** Kernels in plain Java. */
final class RowKernels implements Kernels {

  @Override
  public String name() {
    return Fused.AVAILABLE ? "rows" : "rows-unfused";
  }

  @Override
  public Products products() {
    return new RowProducts();
  }

  @Override
  public Neurons neurons() {
    return new RowNeurons();
  }
}
