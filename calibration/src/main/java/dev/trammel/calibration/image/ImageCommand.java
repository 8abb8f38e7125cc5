package dev.trammel.calibration.image;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes what is copied to a robot's computer. */
@Command(
    name = "image",
    description = "Make a folder that holds all that a robot's computer needs to `trammel run` a"
        + " bundle, Java included: no simulator, no broker, no web server. Copy it to a computer"
        + " of the same kind as this one; systemd/ holds a unit to start it with.",
    footerHeading = "%nExample:%n",
    footer = {
      "  trammel image --out robot && rsync -a robot/ lab@arm1:/opt/trammel/",
    })
final class ImageCommand implements Callable<Integer> {

  private static final double MEGABYTE = 1e6;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      required = true,
      description = "The folder; must not be there yet.")
  private Path out = Path.of(".");

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out)) {
      throw new UsageException("--out " + out + " must not be there yet");
    }
    Terminal terminal = common.terminal();
    Path made = out.resolveSibling(out.getFileName() + ".part");
    if (Files.exists(made)) {
      throw new UsageException(made + " is what an earlier image left half done; remove it");
    }
    RobotJars.copy(Files.createDirectories(made.resolve("lib")));
    RuntimeLinker.link(made.resolve("runtime"));
    RuntimeLinker.archiveClasses(made.resolve("runtime"));
    copy("trammel", made.resolve("bin/trammel"), "rwxr-xr-x");
    copy("trammel.service", made.resolve("systemd/trammel.service"), "rw-r--r--");
    Files.move(made, out);
    double size = megabytes(out);
    terminal.say(String.format("Image: %s, %.1f MB", out, size));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("image", out.toString());
    result.put("megabytes", size);
    terminal.result(result);
    return 0;
  }

  private static void copy(String resource, Path to, String permissions) throws IOException {
    Files.createDirectories(Objects.requireNonNull(to.getParent()));
    try (InputStream in = ImageCommand.class.getResourceAsStream(resource)) {
      Files.write(to, Objects.requireNonNull(in, resource).readAllBytes());
    }
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString(permissions));
  }

  private static double megabytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
              .filter(Files::isRegularFile)
              .mapToLong(file -> file.toFile().length())
              .sum()
          / MEGABYTE;
    }
  }
}
