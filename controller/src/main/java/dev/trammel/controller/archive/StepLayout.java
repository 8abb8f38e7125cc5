package dev.trammel.controller.archive;

import dev.trammel.controller.plant.Channel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which numbers a step has: their names and units, and the definition of its message that other
 * programs read.
 *
 * @param state n names, "cart [m]"
 * @param truth p names
 * @param input m names
 */
public record StepLayout(List<String> state, List<String> truth, List<String> input) {

  private static final String SEPARATOR = "=".repeat(80);

  public StepLayout {
    state = List.copyOf(state);
    truth = List.copyOf(truth);
    input = List.copyOf(input);
  }

  /** Names of channels, with their units. */
  public static List<String> names(List<Channel> channels) {
    return channels.stream()
        .map(channel -> channel.name() + " [" + channel.unit() + "]")
        .toList();
  }

  /** A name of a layout without its unit. */
  public static String withoutUnit(String name) {
    return name.replaceFirst("\\s*\\[[^\\[]*\\]$", "");
  }

  /** The definition, in the interface language of ROS 2. */
  String definition() {
    return String.join(
            "\n" + SEPARATOR + "\n",
            """
        # One control cycle of an episode, or its end: the state after the last one.
        uint8 OK=0
        uint8 SATURATED=1
        uint8 STALE_OBSERVATION=2
        uint8 INVALID_OBSERVATION=3
        uint8 CONTROLLER_FAILED=4
        uint8 LEFT_TUBE=5
        uint8 END=255
        uint32 iteration
        uint32 condition
        uint32 episode
        uint32 step
        # [s] since the episode's begin
        float64 time
        # the estimate that the controller saw
        State state
        # the sensors' true values, NaN where not known
        Truth truth
        # what the controller asked for; NaN at the end
        Input requested
        # what reached the body; NaN at the end
        Input applied
        # how the cycle went
        uint8 status""",
            group("State", state),
            group("Truth", truth),
            group("Input", input))
        + "\n";
  }

  private static String group(String type, List<String> names) {
    StringBuilder text = new StringBuilder("MSG: trammel/" + type);
    List<String> taken = new ArrayList<>();
    for (String name : names) {
      String field = field(name, taken);
      taken.add(field);
      text.append("\n# ").append(name.replaceAll("\\R", " "));
      text.append("\nfloat64 ").append(field);
    }
    return text.toString();
  }

  /** A name that the language allows: lower case, begins with a letter, unique. */
  private static String field(String name, List<String> taken) {
    String plain = withoutUnit(name)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "_")
        .replaceAll("^_|_$", "");
    String field = plain.matches("[a-z].*") ? plain : "v" + plain;
    int number = 2;
    for (String candidate = field; taken.contains(field); number++) {
      field = candidate + "_" + number;
    }
    return field;
  }

  /** The names, as a channel's metadata keep them: {@code state.0} and so on. */
  Map<String, String> toMetadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    put(metadata, "state", state);
    put(metadata, "truth", truth);
    put(metadata, "input", input);
    return metadata;
  }

  static StepLayout of(Map<String, String> metadata) {
    return new StepLayout(get(metadata, "state"), get(metadata, "truth"), get(metadata, "input"));
  }

  private static void put(Map<String, String> metadata, String group, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      metadata.put(group + "." + i, names.get(i));
    }
  }

  private static List<String> get(Map<String, String> metadata, String group) {
    List<String> names = new ArrayList<>();
    String name = metadata.get(group + ".0");
    while (name != null) {
      names.add(name);
      name = metadata.get(group + "." + names.size());
    }
    return names;
  }
}
