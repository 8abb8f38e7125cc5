package dev.trammel.controller.linalg;

import java.util.List;

/** Which kernels this JVM can carry out. */
final class KernelChoice {

  /** Fastest first. */
  static final List<Kernels> AVAILABLE = available();

  private KernelChoice() {}

  // what touches the Vector API is loaded only where the JVM has its module
  private static List<Kernels> available() {
    boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    // without an instruction for it, a fused sum takes a thousand times as long
    return module && Fused.AVAILABLE && VectorKernels.areWide()
        ? List.of(new VectorKernels(), new RowKernels())
        : List.of(new RowKernels());
  }
}
