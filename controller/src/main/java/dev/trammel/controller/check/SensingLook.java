package dev.trammel.controller.check;

import static dev.trammel.controller.check.Findings.number;

import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.StateLayout;
import dev.trammel.controller.task.Task;
import java.util.ArrayList;
import java.util.List;

/** Whether what is sensed and driven is enough, and soon enough. */
final class SensingLook implements Look {

  @Override
  public void at(Task task, Findings findings) {
    delays(task, findings);
    PlantSettings plant = task.plant();
    StateLayout layout = plant.layout();
    double[] limits = Bodies.limits(plant);
    List<String> undriven = new ArrayList<>();
    for (int i = 0; i < Bodies.joints(plant); i++) {
      String name = Bodies.joint(plant, i).name();
      if (layout.position(i) == StateLayout.ABSENT) {
        findings.warning(
            "plant.sensors",
            "nothing measures the position of joint '" + name
                + "': a state that leaves it out need not say what comes next");
      }
      if (layout.velocity(i) == StateLayout.ABSENT) {
        findings.warning(
            "plant.sensors",
            "nothing measures the velocity of joint '" + name
                + "': a state that leaves it out need not say what comes next");
      }
      if (limits[i] == 0) {
        undriven.add("'" + name + "'");
      }
    }
    if (!undriven.isEmpty()) {
      findings.note(
          "plant.actuators",
          "no actuator on " + String.join(", ", undriven) + ": other joints must move "
              + (undriven.size() == 1 ? "it" : "them"));
    }
  }

  private static void delays(Task task, Findings findings) {
    List<SensorSettings> sensors = task.plant().sensors();
    double period = task.plant().period();
    for (int i = 0; i < sensors.size(); i++) {
      double delay = sensors.get(i).errors().delay();
      String key = "plant.sensors[" + i + "].delay";
      if (delay >= task.duration()) {
        findings.error(
            key,
            "a reading is older (" + number(delay) + " s) than an episode is long ("
                + number(task.duration()) + " s)");
      } else if (delay > period) {
        findings.warning(
            key,
            "a reading is older (" + number(delay) + " s) than the control interval ("
                + number(period)
                + " s): the state lacks the inputs that have not shown yet, and models miss them");
      }
    }
  }
}
