package dev.trammel.controller.spi;

/** A benchmark that another jar brings: a subcommand of {@code trammel bench}. */
public interface BenchmarkProvider extends Provider {

  /**
   * A new command object, annotated for picocli. It is called {@link #name}, whatever its own
   * annotation says.
   */
  Object command();
}
