package dev.trammel.controller.testing;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.spi.ControllerPlugin;
import dev.trammel.controller.spi.PluginStatus;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.snakeyaml.engine.v2.api.Load;

/**
 * The host of the examples in a process of its own, on a class path with the controller, EJML and
 * the YAML reader alone. For a control loop in this process it is the controller.
 */
public final class RobotHostProcess implements Controller, AutoCloseable {

  private static final List<Class<?>> ON_THE_CLASS_PATH =
      List.of(ControllerPlugin.class, DMatrixRMaj.class, CommonOps_DDRM.class, Load.class);

  private final Process process;
  private final DataOutputStream sensors;
  private final DataInputStream drives;
  private final List<PluginStatus> statuses = new ArrayList<>();

  /**
   * Starts it.
   *
   * @param arguments the host's own
   */
  public RobotHostProcess(List<String> arguments) throws IOException {
    String host = Path.of(System.getProperty("trammel.tasks"))
        .resolveSibling("examples/RobotHost.java")
        .toString();
    List<String> line = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        classPath(),
        host));
    line.addAll(arguments);
    process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    sensors = new DataOutputStream(process.getOutputStream());
    drives = new DataInputStream(process.getInputStream());
  }

  private static String classPath() {
    return ON_THE_CLASS_PATH.stream()
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
        .map(location -> {
          try {
            return Path.of(location.toURI()).toString();
          } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
          }
        })
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  /** What the plugin has answered so far. */
  public Stream<PluginStatus> statuses() {
    return statuses.stream();
  }

  @Override
  public boolean act(StateEstimate estimate, int step, Action out) {
    try {
      sensors.writeByte(1);
      for (int i = 0; i < estimate.mean.getNumElements(); i++) {
        sensors.writeDouble(estimate.mean.data[i]);
      }
      sensors.flush();
      statuses.add(PluginStatus.values()[drives.readByte()]);
      for (int i = 0; i < out.requested.getNumElements(); i++) {
        out.requested.data[i] = drives.readDouble();
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the episode and waits for the process to end well. */
  @Override
  public void close() throws IOException {
    sensors.writeByte(0);
    sensors.close();
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException("the host ended with " + code);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
