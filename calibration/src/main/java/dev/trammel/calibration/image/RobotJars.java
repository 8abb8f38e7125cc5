package dev.trammel.calibration.image;

import dev.trammel.controller.linalg.UsageException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;

/** The jars that a robot's computer needs: the controller, the bridge, and what those are built on. */
final class RobotJars {

  /** One class of each jar. */
  private static final List<String> CLASSES = List.of(
      "dev.trammel.controller.cli.Main",
      "dev.trammel.hardware.DeviceCommandProvider",
      "org.ejml.data.DMatrixRMaj",
      "org.ejml.dense.row.CommonOps_DDRM",
      "org.snakeyaml.engine.v2.api.Load",
      "picocli.CommandLine",
      "org.eclipse.paho.mqttv5.client.MqttAsyncClient");

  private RobotJars() {}

  /** Copies them into a folder; classes that lie in a folder, as while building, become a jar. */
  static void copy(Path lib) throws IOException {
    for (String name : CLASSES) {
      Path source = source(name);
      if (Files.isDirectory(source)) {
        JdkTool.named("jar")
            .run(
                "--create",
                "--file",
                lib.resolve(name + ".jar").toString(),
                "-C",
                source.toString(),
                ".");
      } else {
        Files.copy(source, lib.resolve(source.getFileName()));
      }
    }
  }

  private static Path source(String name) {
    try {
      CodeSource source = Class.forName(name, false, RobotJars.class.getClassLoader())
          .getProtectionDomain()
          .getCodeSource();
      return Path.of(source.getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new UsageException(
          "the product that makes an image must be whole, but has no class " + name, e);
    }
  }
}
