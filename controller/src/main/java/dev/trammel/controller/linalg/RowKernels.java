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

  @Override
  public StageKernels stages(int stateSize, int inputSize) {
    return new RowStageKernels(stateSize, inputSize);
  }
}
