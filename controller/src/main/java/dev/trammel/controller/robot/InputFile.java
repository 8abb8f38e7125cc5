package dev.trammel.controller.robot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a whole file, or says in one line why not. */
final class InputFile {

  private static final long MEGABYTE = 1 << 20;

  private InputFile() {}

  /** @param megabytes how large the file may be */
  static byte[] bytes(Path path, int megabytes) {
    String place = path.toString();
    if (Files.isDirectory(path)) {
      throw new UrdfException(place, "must be a file, is a directory");
    }
    if (!Files.exists(path)) {
      throw new UrdfException(place, "must be a file, but there is none");
    }
    if (!Files.isRegularFile(path)) {
      throw new UrdfException(place, "must be a regular file, is a device or a pipe");
    }
    if (!Files.isReadable(path)) {
      throw new UrdfException(place, "must be readable, permission denied");
    }
    try {
      return bytes(path, Files.size(path), megabytes);
    } catch (IOException e) {
      throw new UrdfException(place, "must be readable: " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(Path path, long size, int megabytes) throws IOException {
    if (size > megabytes * MEGABYTE) {
      throw new UrdfException(
          path.toString(),
          "must be at most " + megabytes + " MB, has " + (size + MEGABYTE - 1) / MEGABYTE + " MB");
    }
    byte[] bytes = Files.readAllBytes(path);
    if (bytes.length == 0) {
      throw new UrdfException(path.toString(), "must not be empty, has 0 bytes");
    }
    return bytes;
  }
}
