package dev.trammel.controller.bundle;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.storage.Digests;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.PolicyObservation;
import dev.trammel.controller.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle says of itself, in JSON. It repeats what the task in the bundle tells: a Trammel that
 * would read the task otherwise finds that they differ.
 */
final class Manifest {

  static final String FILE = "manifest.json";
  static final String PARTS = "parts_sha256";

  private Manifest() {}

  /** What a task and its robot tell: units, layouts, limits, safe action. */
  static Map<String, Object> of(Task task, DeployBundle.Kind kind, List<Condition> conditions) {
    PlantSpec robot = task.plant().spec();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", task.name());
    json.put("description", task.description());
    json.put("controller", kind.text());
    json.put("robot", robot.name());
    json.put("robot_file", task.source().robotFile());
    json.put("robot_sha256", Digests.hex(DeployBundle.utf8(task.source().robot())));
    json.put("calibration_sha256", task.plant().calibrationSha256());
    json.put("period", robot.period());
    json.put("steps", task.steps());
    json.put("sensors", channels(robot.sensors()));
    json.put("estimator", "sensors");
    json.put("state", robot.sensors().stream().map(Channel::name).toList());
    json.put("observation", observation(task.observation()));
    json.put("actuators", channels(robot.actuators()));
    json.put("safe_action", safeAction(robot));
    json.put("targets", task.observation().targets());
    json.put("conditions", conditions.stream().map(Manifest::condition).toList());
    return json;
  }

  /**
   * The first key whose value differs from what the task tells.
   *
   * @param read of a bundle
   * @param told by its task, as {@link #of} says it
   */
  static Optional<String> difference(Map<String, ?> read, Map<String, ?> told) {
    // numbers become what they are after a file
    Map<String, ?> same = Json.read(Json.write(told));
    return told.keySet().stream()
        .filter(key -> !Json.write(read.get(key)).equals(Json.write(same.get(key))))
        .findFirst();
  }

  /** The names of things in a list. */
  static List<String> names(@Nullable Object json) {
    List<String> names = new ArrayList<>();
    if (json instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          names.add(String.valueOf(map.get("name")));
        }
      }
    }
    return names;
  }

  private static List<Object> channels(List<Channel> channels) {
    List<Object> list = new ArrayList<>();
    for (Channel channel : channels) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", channel.name());
      json.put("unit", channel.unit());
      json.put("lower", channel.lower());
      json.put("upper", channel.upper());
      list.add(json);
    }
    return list;
  }

  private static List<Object> observation(PolicyObservation observation) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < observation.size(); i++) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", observation.names().get(i));
      json.put("unit", observation.units().get(i));
      list.add(json);
    }
    return list;
  }

  private static Map<String, Object> safeAction(PlantSpec robot) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (robot.safeAction() instanceof SafeAction.Damping damping) {
      json.put("kind", "damping");
      json.put("gains", damping.gains());
      json.put(
          "rates",
          damping.rateSensors().stream().map(i -> robot.sensors().get(i).name()).toList());
    } else {
      json.put("kind", "zero");
    }
    return json;
  }

  private static Map<String, Object> condition(Condition condition) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", condition.name());
    json.put("context", condition.context());
    return json;
  }
}
