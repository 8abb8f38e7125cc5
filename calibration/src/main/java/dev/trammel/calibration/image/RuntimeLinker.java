package dev.trammel.calibration.image;

import dev.trammel.controller.linalg.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /**
   * Has a runtime read and check its own classes once and for all, so that it starts faster. The
   * archive is for the collector that the image uses, which has no compressed references.
   *
   * @param folder of the runtime
   */
  static void archiveClasses(Path folder) throws IOException {
    Process java = new ProcessBuilder(
            folder.resolve("bin/java").toString(), "-Xshare:dump", "-XX:-UseCompressedOops")
        .redirectErrorStream(true)
        .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (java.onExit().join().exitValue() != 0) {
      throw new UsageException("the image's Java could not archive its classes: "
          + said.strip().replaceAll("\\s+", " "));
    }
  }
}
