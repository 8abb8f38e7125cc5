package dev.trammel.hardware.fault;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.remote.RemoteSettings;
import java.nio.file.Path;

/**
 * A controller in a process of its own, so that signals can hit it: runs episodes until it cannot,
 * and says why.
 */
final class Controllers {

  private Controllers() {}

  /**
   * Runs episodes.
   *
   * @param arguments the robot's address, and {@code stream} or {@code episode}
   */
  public static void main(String[] arguments) {
    Task task = FaultBench.task(FaultBench.PERIOD);
    RemoteSettings settings = RemoteSettings.parse(arguments[0]);
    boolean streams = arguments[1].equals("stream");
    Controller controller = streams ? new Numbered() : Numbered.program(40);
    try (RemotePlant plant =
        new RemotePlant(task.plant(), settings, FaultBench.linker(Path.of(".")))) {
      plant.open();
      while (true) {
        FaultBench.run(task, plant, controller, 40);
      }
    } catch (PlantException e) {
      System.out.println(e.getMessage());
    }
  }
}
