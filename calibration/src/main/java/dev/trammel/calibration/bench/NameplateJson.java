package dev.trammel.calibration.bench;

import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A nameplate as a run keeps it, so that its data can be looked at again without the robot. */
final class NameplateJson {

  private NameplateJson() {}

  static Map<String, Object> write(Nameplate nameplate) {
    PlantSpec spec = nameplate.spec();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("device", nameplate.device());
    json.put("boot", nameplate.boot());
    json.put("firmware", nameplate.firmware());
    json.put("emulated", nameplate.emulated());
    json.put("virtual_time", nameplate.virtualTime());
    json.put("calibration", nameplate.calibration());
    json.put("robot", spec.name());
    json.put("period", spec.period());
    json.put("joints", nameplate.joints());
    json.put("sensors", spec.sensors().stream().map(NameplateJson::write).toList());
    json.put("actuators", spec.actuators().stream().map(NameplateJson::write).toList());
    json.put("input_rates", nameplate.inputRates());
    json.put("most_steps", nameplate.mostSteps());
    if (spec.safeAction() instanceof SafeAction.Damping damping) {
      json.put("damping", damping.gains());
      json.put("damping_sensors", damping.rateSensors());
    }
    return json;
  }

  /** Bounds that are none become null. */
  private static Map<String, Object> write(Channel channel) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", channel.name());
    json.put("unit", channel.unit());
    json.put("lower", channel.lower());
    json.put("upper", channel.upper());
    return json;
  }

  /**
   * Reads it again.
   *
   * @throws IllegalArgumentException if something is missing or no such thing
   */
  static Nameplate read(Map<?, ?> json) {
    SafeAction safe = json.get("damping") == null
        ? new SafeAction.Zero()
        : new SafeAction.Damping(
            numbers(json, "damping"),
            numbers(json, "damping_sensors").stream().map(Double::intValue).toList());
    PlantSpec spec = new PlantSpec(
        text(json, "robot"),
        channels(json, "sensors"),
        channels(json, "actuators"),
        number(json, "period"),
        safe);
    return new Nameplate(
        text(json, "device"),
        text(json, "boot"),
        text(json, "firmware"),
        Boolean.TRUE.equals(json.get("emulated")),
        Boolean.TRUE.equals(json.get("virtual_time")),
        spec,
        numbers(json, "input_rates").stream().mapToDouble(Double::doubleValue).toArray(),
        list(json, "joints").stream().map(String::valueOf).toList(),
        text(json, "calibration"),
        // runs that were kept before robots were asked for it
        json.get("most_steps") == null
            ? SimulatedRobot.MOST_STEPS
            : (int) number(json, "most_steps"));
  }

  private static List<Channel> channels(Map<?, ?> json, String key) {
    List<Channel> channels = new ArrayList<>();
    for (Object entry : list(json, key)) {
      Map<?, ?> channel = map(entry, key);
      channels.add(new Channel(
          text(channel, "name"),
          text(channel, "unit"),
          bound(channel.get("lower"), Double.NEGATIVE_INFINITY),
          bound(channel.get("upper"), Double.POSITIVE_INFINITY)));
    }
    return channels;
  }

  private static double bound(@Nullable Object value, double none) {
    return value instanceof Number number ? number.doubleValue() : none;
  }

  private static List<Double> numbers(Map<?, ?> json, String key) {
    List<Double> numbers = new ArrayList<>();
    for (Object entry : list(json, key)) {
      numbers.add(number(entry, key));
    }
    return numbers;
  }

  static double number(Map<?, ?> json, String key) {
    return number(json.get(key), key);
  }

  static double number(@Nullable Object value, String key) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(key + " must be a number, was " + value);
  }

  static String text(Map<?, ?> json, String key) {
    if (json.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(key + " must be a text, was " + json.get(key));
  }

  static List<?> list(Map<?, ?> json, String key) {
    if (json.get(key) instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException(key + " must be a list, was " + json.get(key));
  }

  static Map<?, ?> map(@Nullable Object value, String key) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException(key + " must be an object, was " + value);
  }
}
