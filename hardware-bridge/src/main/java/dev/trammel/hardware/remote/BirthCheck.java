package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.hardware.wire.Birth;
import java.util.ArrayList;
import java.util.List;

/** Compares what a robot says it is with the body that a task describes. */
final class BirthCheck {

  private static final double SAME_PERIOD = 1e-9;

  private final PlantSpec task;
  private final PlantSpec robot;
  private final List<String> differences = new ArrayList<>();

  private BirthCheck(PlantSpec task, PlantSpec robot) {
    this.task = task;
    this.robot = robot;
  }

  /** All that is not as the task says; empty if it is that body. */
  static List<String> differences(PlantSpec task, Birth birth) {
    BirthCheck check = new BirthCheck(task, birth.robot().spec());
    check.comparePeriods();
    check.compareNames("sensor", check.task.sensors(), check.robot.sensors());
    check.compareNames("actuator", check.task.actuators(), check.robot.actuators());
    if (check.differences.isEmpty()) {
      check.compareInputs();
      check.compareSafeActions();
    }
    return check.differences;
  }

  private void comparePeriods() {
    if (Math.abs(task.period() - robot.period()) > SAME_PERIOD * task.period()) {
      differences.add("period " + robot.period() + " s, the task's " + task.period() + " s");
    }
  }

  private void compareNames(String kind, List<Channel> wanted, List<Channel> offered) {
    if (wanted.size() != offered.size()) {
      differences.add(offered.size() + " " + kind + "s " + names(offered) + ", the task's "
          + wanted.size() + " " + names(wanted));
      return;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!describe(wanted.get(i)).equals(describe(offered.get(i)))) {
        differences.add(kind + " " + i + " " + describe(offered.get(i)) + ", the task's "
            + describe(wanted.get(i)));
      }
    }
  }

  private void compareInputs() {
    for (int i = 0; i < task.actionSize(); i++) {
      Channel wanted = task.actuators().get(i);
      Channel offered = robot.actuators().get(i);
      if (offered.lower() != wanted.lower() || offered.upper() != wanted.upper()) {
        differences.add("actuator " + wanted.name() + " takes " + range(offered) + " "
            + offered.unit() + ", the task's limits are " + range(wanted));
      }
    }
  }

  private void compareSafeActions() {
    if (!task.safeAction().equals(robot.safeAction())) {
      differences.add("safe action " + robot.safeAction() + ", the task's " + task.safeAction());
    }
  }

  private static String range(Channel channel) {
    return channel.lower() + " to " + channel.upper();
  }

  private static String describe(Channel channel) {
    return "'" + channel.name() + "' [" + channel.unit() + "]";
  }

  private static List<String> names(List<Channel> channels) {
    return channels.stream().map(Channel::name).toList();
  }
}
