package dev.trammel.controller.cli;

import dev.trammel.controller.deploy.MetricsFile;
import dev.trammel.controller.deploy.MetricsPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a deployment leaves its episodes and its numbers. */
final class DeploymentOutputs {

  private static final String MCAP = ".mcap";

  @Option(
      names = "--log",
      paramLabel = "FILE.mcap",
      description = "The episodes; gone on with if it is there and of the same bundle."
          + " Default: the bundle's name with .mcap, in this folder.")
  private @Nullable Path log;

  @Option(
      names = "--metrics",
      paramLabel = "FILE.prom",
      description = "Write numbers to watch each second, in Prometheus' text format.")
  private @Nullable Path metrics;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "Say the same numbers to whoever asks this port of this host: loopback only.")
  private @Nullable Integer port;

  /** What shows numbers until it is closed. */
  interface Open extends AutoCloseable {

    @Override
    void close();
  }

  /** The archive of a bundle's episodes. */
  Path log(Path bundle) {
    String name = bundle.getFileName().toString().replaceFirst("\\.trammel$", "");
    return log == null ? Path.of(name + MCAP) : log;
  }

  /** Shows numbers where that was asked for. */
  Open show(Supplier<String> text) throws IOException {
    MetricsFile file = metrics == null ? null : MetricsFile.open(metrics, text);
    try {
      MetricsPort open = port == null ? null : MetricsPort.open(port, text);
      return () -> close(file, open);
    } catch (RuntimeException e) {
      close(file, null);
      throw e;
    }
  }

  private static void close(@Nullable MetricsFile file, @Nullable MetricsPort open) {
    if (open != null) {
      open.close();
    }
    if (file != null) {
      file.close();
    }
  }
}
