package dev.trammel.calibration.image;

import java.nio.file.Path;
import java.util.List;

/** Links the part of this JDK that a robot needs, by {@code jlink}. */
final class RuntimeLinker {

  /** What the jars use of the JDK, with TLS's curves; EJML's windows are never opened. */
  private static final List<String> MODULES = List.of(
      "java.base",
      "java.logging",
      "java.management",
      "java.xml",
      "jdk.crypto.ec",
      "jdk.incubator.vector",
      "jdk.management");

  private RuntimeLinker() {}

  /**
   * Writes a runtime.
   *
   * @param folder not there yet
   */
  static void link(Path folder) {
    JdkTool.named("jlink")
        .run(
            "--add-modules",
            String.join(",", MODULES),
            "--output",
            folder.toString(),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress=2");
  }
}
