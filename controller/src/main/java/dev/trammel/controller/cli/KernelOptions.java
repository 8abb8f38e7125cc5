package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that begin something whose bits depend on the numerical kernels. */
final class KernelOptions {

  @Option(
      names = "--kernels",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "What carries the arithmetic out; results agree to rounding. Here:"
          + " ${COMPLETION-CANDIDATES}. Default: the first of these, which is the fastest.")
  private @Nullable String name;

  /** What works here, the fastest first. */
  static final class Names implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Kernels.available().stream().map(Kernels::name).iterator();
    }
  }

  /** Refuses kernels that do not work here, before anything is written. */
  void requireAvailable() {
    chosen();
  }

  /** The kernels asked for, if any are. */
  Optional<Kernels> given() {
    return Optional.ofNullable(name).map(KernelOptions::named);
  }

  private static Kernels named(String name) {
    try {
      return Kernels.named(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The kernels asked for, or the fastest. */
  Kernels chosen() {
    return given().orElseGet(Kernels::best);
  }
}
