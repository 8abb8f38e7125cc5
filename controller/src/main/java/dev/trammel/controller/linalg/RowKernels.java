package dev.trammel.controller.linalg;

/** Kernels in plain Java. */
final class RowKernels implements Kernels {

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public Products products() {
    return new RowProducts();
  }
}
