package dev.trammel.calibration.command;

import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The joints of a robot that somebody who watches a motion wants to see: those that move most, or are
 * pushed most. Mutable; not thread-safe: readings come in one thread.
 */
final class LiveJoints {

  private static final int MOST = 4;

  /** A line that a terminal breaks cannot be overwritten. */
  private static final int WIDTH = 79;

  /** One that does less than this part of what the busiest one does only stands by. */
  private static final double BUSY = 0.1;

  private static final int DIGITS = 3;

  private final PlantSettings described;
  private final StateLayout layout;

  /** Of each joint; -1 for none. */
  private final int[] actuators;

  private final double[] least;
  private final double[] most;
  private final double[] effort;

  LiveJoints(PlantSettings described) {
    this.described = described;
    layout = described.layout();
    actuators = new int[layout.joints()];
    Arrays.fill(actuators, -1);
    for (int i = 0; i < described.actuators().size(); i++) {
      actuators[described.actuators().get(i).joint()] = i;
    }
    least = new double[layout.joints()];
    most = new double[layout.joints()];
    effort = new double[layout.joints()];
    begin();
  }

  /** Something new begins. */
  void begin() {
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    Arrays.fill(effort, 0);
  }

  /** Takes a reading in; nothing is modified. */
  void see(double[] reading, double[] applied) {
    for (int joint = 0; joint < least.length; joint++) {
      int index = layout.position(joint);
      if (index != StateLayout.ABSENT) {
        least[joint] = Math.min(least[joint], reading[index]);
        most[joint] = Math.max(most[joint], reading[index]);
      }
      int actuator = actuators[joint];
      if (actuator >= 0 && actuator < applied.length) {
        effort[joint] = Math.max(effort[joint], Math.abs(applied[actuator]));
      }
    }
  }

  /** What goes on, and the numbers of as many of the busiest joints as a line has room for. */
  String line(String what, double[] reading, double[] applied) {
    List<Integer> busiest = busiest();
    String line = what;
    for (int count = 1; count <= busiest.size(); count++) {
      String more = what + numbers(busiest.subList(0, count), reading, applied);
      if (count > 1 && more.length() > WIDTH) {
        break;
      }
      line = more;
    }
    return line;
  }

  /** In the order of the joints, with a unit where it is not that of the one before. */
  private String numbers(List<Integer> shown, double[] reading, double[] applied) {
    StringBuilder text = new StringBuilder();
    Optional<Boolean> before = Optional.empty();
    for (int joint : shown.stream().sorted().toList()) {
      Optional<Boolean> rotates = Optional.of(joint(joint).type().rotates());
      text.append(numbers(joint, reading, applied, !rotates.equals(before)));
      before = rotates;
    }
    return text.toString();
  }

  private String numbers(int joint, double[] reading, double[] applied, boolean withUnits) {
    boolean rotates = joint(joint).type().rotates();
    int index = layout.position(joint);
    String text = "  " + joint(joint).name() + " "
        + (index == StateLayout.ABSENT ? "–" : number(reading[index]))
        + (withUnits ? rotates ? " rad" : " m" : "");
    int actuator = actuators[joint];
    return actuator < 0 || actuator >= applied.length
        ? text
        : text + " " + number(applied[actuator]) + (withUnits ? rotates ? " N·m" : " N" : "");
  }

  private List<Integer> busiest() {
    double greatest =
        IntStream.range(0, least.length).mapToDouble(this::busy).max().orElse(0);
    return IntStream.range(0, least.length)
        .filter(joint -> busy(joint) >= BUSY * greatest)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer joint) -> -busy(joint)))
        .limit(MOST)
        .toList();
  }

  /** How much of its range it went through, and of its effort it used. */
  private double busy(int joint) {
    double range = joint(joint).upper() - joint(joint).lower();
    double way = Math.max(0, most[joint] - least[joint]);
    double moved = Double.isFinite(range) && range > 0 ? way / range : way;
    return actuators[joint] < 0 ? moved : moved + effort[joint] / limit(actuators[joint]);
  }

  private double limit(int actuator) {
    ActuatorSettings settings = described.actuators().get(actuator);
    return settings.limit() > 0 ? settings.limit() : 1;
  }

  private Joint joint(int joint) {
    return described.robot().bodies().get(joint).joint();
  }

  private static String number(double value) {
    return Numbers.significant(value, DIGITS);
  }
}
