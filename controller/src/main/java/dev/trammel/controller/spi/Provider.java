package dev.trammel.controller.spi;

/** Something that a jar offers under a name. */
public interface Provider {

  /** How settings and commands call it; unique among its kind. */
  String name();
}
