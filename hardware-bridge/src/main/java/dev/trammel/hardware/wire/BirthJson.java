package dev.trammel.hardware.wire;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.storage.Json;
import dev.trammel.hardware.wire.Birth.Identity;
import dev.trammel.hardware.wire.Birth.Most;
import dev.trammel.hardware.wire.Birth.Offer;
import dev.trammel.hardware.wire.Birth.Robot;
import dev.trammel.hardware.wire.Layout.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The birth as JSON. */
final class BirthJson {

  private static final EnumSet<Activity> MODES = EnumSet.range(Activity.EPISODE, Activity.HORIZON);

  private BirthJson() {}

  static byte[] encode(Birth birth) {
    Identity identity = birth.identity();
    Robot robot = birth.robot();
    Map<String, Object> out = new LinkedHashMap<>();
    Map<String, Object> protocol = new LinkedHashMap<>();
    protocol.put("major", Frame.MAJOR);
    protocol.put("minor", birth.minor());
    out.put("protocol", protocol);
    out.put("device", identity.device());
    out.put("boot", hex(identity.boot()));
    out.put("firmware", identity.firmware());
    out.put("emulated", identity.emulated());
    out.put("clock", identity.virtualTime() ? "virtual" : "real");
    out.put("layout", hex(birth.layout().crc()));
    out.put("period", robot.spec().period());
    out.put("sensors", sensors(robot));
    out.put("actuators", actuators(robot));
    out.put("features", robot.features().stream().map(BirthJson::quantity).toList());
    out.put("joints", robot.joints());
    out.put("servo", robot.servo());
    out.put("safeAction", safeAction(robot.spec().safeAction()));
    out.put("calibration", robot.calibration());
    out.put("modes", words(birth.offer().modes()));
    out.put("reset", words(birth.offer().ways()));
    out.put("most", most(birth.offer().most()));
    return Json.write(out).getBytes(StandardCharsets.UTF_8);
  }

  private static List<Map<String, Object>> sensors(Robot robot) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (int i = 0; i < robot.sensorRates().size(); i++) {
      Map<String, Object> out = channel(robot.spec().sensors().get(i));
      if (!robot.sensorRates().get(i).isEmpty()) {
        out.put("rate", robot.sensorRates().get(i));
      }
      list.add(out);
    }
    return list;
  }

  private static List<Map<String, Object>> actuators(Robot robot) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (int i = 0; i < robot.inputRates().size(); i++) {
      Map<String, Object> out = channel(robot.spec().actuators().get(i));
      putBound(out, "rate", robot.inputRates().get(i));
      list.add(out);
    }
    return list;
  }

  private static Map<String, Object> channel(Channel channel) {
    Map<String, Object> out = quantity(new Quantity(channel.name(), channel.unit()));
    putBound(out, "lower", channel.lower());
    putBound(out, "upper", channel.upper());
    return out;
  }

  private static Map<String, Object> quantity(Quantity quantity) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("name", quantity.name());
    out.put("unit", quantity.unit());
    return out;
  }

  private static void putBound(Map<String, Object> out, String key, double bound) {
    if (Double.isFinite(bound)) {
      out.put(key, bound);
    }
  }

  private static Map<String, Object> safeAction(SafeAction action) {
    Map<String, Object> out = new LinkedHashMap<>();
    if (action instanceof SafeAction.Damping damping) {
      out.put("type", "damping");
      out.put("gains", damping.gains());
      out.put("rateSensors", damping.rateSensors());
    } else {
      out.put("type", "zero");
    }
    return out;
  }

  private static Map<String, Object> most(Most most) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("steps", most.steps());
    out.put("programBytes", most.programBytes());
    out.put("chunkBytes", most.chunkBytes());
    out.put("horizonSteps", most.horizonSteps());
    return out;
  }

  private static String hex(int value) {
    return HexFormat.of().toHexDigits(value);
  }

  private static List<String> words(Collection<? extends Enum<?>> words) {
    return words.stream().map(BirthJson::word).toList();
  }

  private static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  static Decoded<Birth> decode(byte[] json) {
    try {
      return read(new JsonFields("birth", JsonReader.object(json)));
    } catch (IllegalArgumentException e) {
      return Decoded.refused(Code.VALUE, 0, String.valueOf(e.getMessage()));
    }
  }

  private static Decoded<Birth> read(JsonFields in) {
    JsonFields protocol = in.object("protocol");
    int major = protocol.whole("major", 0);
    if (major != Frame.MAJOR) {
      return Decoded.refused(
          Code.VERSION, 0, "birth.protocol.major must be " + Frame.MAJOR + ", was " + major);
    }
    Birth birth = new Birth(protocol.whole("minor", 0), identity(in), robot(in), offer(in));
    if (birth.layout().crc() != in.hex("layout")) {
      return Decoded.refused(
          Code.LAYOUT,
          0,
          "birth.layout must be the CRC-32C of the layout text, "
              + hex(birth.layout().crc()) + ", was " + in.text("layout"));
    }
    return Decoded.valid(birth);
  }

  private static Identity identity(JsonFields in) {
    boolean virtual = oneOf(in.text("clock"), List.of("real", "virtual"), in, "clock") == 1;
    return new Identity(
        in.text("device"), in.hex("boot"), in.text("firmware"), in.bool("emulated"), virtual);
  }

  private static Robot robot(JsonFields in) {
    List<JsonFields> sensors = in.objects("sensors");
    List<JsonFields> actuators = in.objects("actuators");
    PlantSpec spec = new PlantSpec(
        in.text("device"),
        channels(sensors),
        channels(actuators),
        in.number("period"),
        safeAction(in, sensors.size(), actuators.size()));
    return new Robot(
        spec,
        sensors.stream().map(s -> s.has("rate") ? s.text("rate") : "").toList(),
        actuators.stream().map(a -> a.number("rate", Double.POSITIVE_INFINITY)).toList(),
        in.objects("features").stream().map(BirthJson::quantity).toList(),
        in.texts("joints"),
        in.texts("servo"),
        calibration(in));
  }

  private static String calibration(JsonFields in) {
    String said = in.text("calibration");
    if (!Robot.isCalibration(said)) {
      throw in.wrong("calibration", "none, or the 64 hexadecimal digits of a SHA-256", said);
    }
    return said;
  }

  private static List<Channel> channels(List<JsonFields> fields) {
    return fields.stream()
        .map(f -> new Channel(
            f.text("name"),
            f.text("unit"),
            f.number("lower", Double.NEGATIVE_INFINITY),
            f.number("upper", Double.POSITIVE_INFINITY)))
        .toList();
  }

  private static Quantity quantity(JsonFields in) {
    return new Quantity(in.text("name"), in.text("unit"));
  }

  private static SafeAction safeAction(JsonFields birth, int sensors, int actuators) {
    JsonFields in = birth.object("safeAction");
    if (oneOf(in.text("type"), List.of("zero", "damping"), in, "type") == 0) {
      return new SafeAction.Zero();
    }
    List<Double> gains = in.numbers("gains");
    List<Integer> rates = new ArrayList<>();
    for (double index : in.numbers("rateSensors")) {
      if (index != Math.rint(index) || index < 0 || index >= sensors) {
        throw in.wrong("rateSensors", "indexes of sensors", index);
      }
      rates.add((int) index);
    }
    if (gains.size() != actuators) {
      throw in.wrong("gains", "one for each actuator", gains);
    }
    return new SafeAction.Damping(gains, rates);
  }

  private static Offer offer(JsonFields in) {
    JsonFields most = in.object("most");
    return new Offer(
        set(MODES, in, "modes"),
        set(EnumSet.allOf(MoveWay.class), in, "reset"),
        new Most(
            most.whole("steps", 1),
            most.whole("programBytes", 0),
            most.whole("chunkBytes", 1),
            most.whole("horizonSteps", 0)));
  }

  private static <E extends Enum<E>> Set<E> set(EnumSet<E> known, JsonFields in, String key) {
    List<E> order = new ArrayList<>(known);
    List<String> names = order.stream().map(BirthJson::word).toList();
    return in.texts(key).stream()
        .map(name -> order.get(oneOf(name, names, in, key)))
        .collect(Collectors.toSet());
  }

  private static int oneOf(String word, List<String> known, JsonFields in, String key) {
    int index = known.indexOf(word);
    if (index < 0) {
      throw in.wrong(key, "of " + String.join(", ", known), word);
    }
    return index;
  }
}
