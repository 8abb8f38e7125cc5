package dev.trammel.controller.spi;

/** A command of the command line that another jar brings. */
public interface CommandProvider extends Provider {

  /**
   * A new command object, annotated for picocli. It is called {@link #name}, whatever its own
   * annotation says.
   */
  Object command();
}
