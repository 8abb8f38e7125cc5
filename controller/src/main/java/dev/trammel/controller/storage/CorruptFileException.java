package dev.trammel.controller.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is cut, changed or not what it should be; says where. */
public final class CorruptFileException extends IOException {

  private static final long serialVersionUID = 1;

  public CorruptFileException(Path file, long offset, String problem) {
    super(file + ", byte " + offset + ": " + problem);
  }
}
