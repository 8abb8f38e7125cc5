package dev.trammel.controller.linalg;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The one seam between the algorithms and how their inner loops are carried out. Results of two
 * kernels agree to rounding, not to the bit, so a run records the name.
 */
public interface Kernels {

  /** A name that stands for one set of bits. */
  String name();

  /** New products, with their own scratch memory. */
  Products products();

  /** What networks compute beside products. */
  Neurons neurons();

  /** Loops over rows that the JIT compiler vectorises; works on every Java. */
  static Kernels rows() {
    return new RowKernels();
  }

  /** All that work on this JVM, the fastest first. */
  static List<Kernels> available() {
    return KernelChoice.AVAILABLE;
  }

  /** The fastest ones that work on this JVM. */
  static Kernels best() {
    return available().get(0);
  }

  /** The ones of a name, if they work on this JVM. */
  static Optional<Kernels> find(String name) {
    return available().stream().filter(kernels -> kernels.name().equals(name)).findFirst();
  }

  /**
   * The ones of a name.
   *
   * @throws IllegalArgumentException if they do not work on this JVM; says which do
   */
  static Kernels named(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException(absence(name)));
  }

  /** That there are none of a name, what there is, and how to get more; for people to read. */
  static String absence(String name) {
    return "there are no kernels '" + name + "' here, only "
        + available().stream().map(Kernels::name).collect(Collectors.joining(", "))
        + "; those called vector need a processor with vectors of as many bits, and Java started"
        + " with --add-modules jdk.incubator.vector (where the processor's are of 512 bits,"
        + " -XX:UseAVX=2 takes 256 of them); rows need fused multiply-adds,"
        + " rows-unfused their absence";
  }
}
