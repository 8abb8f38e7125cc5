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
  record Shown(@Nullable MetricsFile file, @Nullable MetricsPort port) implements AutoCloseable {

    /** Where they are to be seen, for people; empty if nobody asked for them. */
    String place() {
      return port == null ? "" : "Numbers to watch: http://localhost:" + port.port() + "/metrics";
    }

    @Override
    public void close() {
      if (port != null) {
        port.close();
      }
      if (file != null) {
        file.close();
      }
    }
  }

  /** The archive of a bundle's episodes. */
  Path log(Path bundle) {
    String name = bundle.getFileName().toString().replaceFirst("\\.trammel$", "");
    return log == null ? Path.of(name + MCAP) : log;
  }

  /** Shows numbers where that was asked for. */
  Shown show(Supplier<String> text) throws IOException {
    MetricsPort open = port == null ? null : MetricsPort.open(port, text);
    try {
      return new Shown(metrics == null ? null : MetricsFile.open(metrics, text), open);
    } catch (IOException e) {
      new Shown(null, open).close();
      throw e;
    }
  }
}
