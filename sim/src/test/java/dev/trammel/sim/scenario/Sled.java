package dev.trammel.sim.scenario;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** A sled on a rail, and a spring and a damper that bring it to rest in the middle. */
public final class Sled implements ControllerSource {

  @Override
  public Controller controller(Condition condition) {
    return (estimate, step, out) -> {
      out.requested.data[0] = -6 * estimate.mean.data[0] - 4 * estimate.mean.data[1];
      return true;
    };
  }

  static Path file(String name) {
    try {
      return Path.of(Sled.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Task task() {
    try {
      return TaskReader.read(file("sled.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static VerificationBuilder verification() {
    return Verification.of(task()).controller(new Sled()).episodes(20);
  }
}
