package dev.trammel.controller.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One place in a settings file: a mapping, a list or a scalar, with its key and line.
 *
 * <p>Every reading checks, and fails with a {@link SettingsException} that names file, line, key,
 * rule, what came and what is allowed. A reader of a mapping first calls {@link #allow} with the
 * keys it knows.
 */
public final class SettingsNode {

  private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?";

  private final String path;
  private final Node node;

  SettingsNode(String path, Node node) {
    this.path = path;
    this.node = node;
  }

  /**
   * Parses settings.
   *
   * @param text YAML, a mapping
   * @param place where the text is from, for complaints
   */
  public static SettingsNode parse(String text, String place) {
    return SettingsFile.parse(text, place);
  }

  /** The dotted key, as an override would name it; empty at the root. */
  public String path() {
    return path;
  }

  Node yaml() {
    return node;
  }

  /** Refuses every key of this mapping that is not in the list. */
  public SettingsNode allow(String... keys) {
    List<String> known = Arrays.asList(keys);
    for (NodeTuple entry : mapping()) {
      String key = keyOf(entry);
      if (!known.contains(key)) {
        String allowed = known.isEmpty() ? "nothing" : String.join(", ", known);
        throw at(entry.getKeyNode(), join(key), "unknown key", "'" + key + "'", allowed);
      }
    }
    return this;
  }

  public boolean has(String key) {
    return optional(key).isPresent();
  }

  /** The value of a key that must be there. */
  public SettingsNode child(String key) {
    return optional(key)
        .orElseThrow(() -> at(node, join(key), "must be given", "nothing", "a value"));
  }

  public Optional<SettingsNode> optional(String key) {
    for (NodeTuple entry : mapping()) {
      if (keyOf(entry).equals(key)) {
        return Optional.of(new SettingsNode(join(key), entry.getValueNode()));
      }
    }
    return Optional.empty();
  }

  /** The entries of a mapping whose keys are the user's own, in the file's order. */
  public Map<String, SettingsNode> entries() {
    Map<String, SettingsNode> entries = new LinkedHashMap<>();
    for (NodeTuple entry : mapping()) {
      String key = keyOf(entry);
      entries.put(key, new SettingsNode(join(key), entry.getValueNode()));
    }
    return entries;
  }

  public boolean isList() {
    return node instanceof SequenceNode;
  }

  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** Whether this is written like a finite number. */
  public boolean isNumber() {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && scalar.getValue().matches(NUMBER);
  }

  /** The entries of a list. */
  public List<SettingsNode> items() {
    if (!(node instanceof SequenceNode list)) {
      throw error("must be a list", came(), "[…]");
    }
    List<SettingsNode> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      items.add(new SettingsNode(path + "[" + items.size() + "]", item));
    }
    return items;
  }

  /** A finite number. */
  public double number() {
    return number(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "a finite number");
  }

  public double positive() {
    return number(Double.MIN_VALUE, Double.POSITIVE_INFINITY, "a finite number above 0");
  }

  public double nonNegative() {
    return number(0, Double.POSITIVE_INFINITY, "a finite number of at least 0");
  }

  public double number(double least, double most) {
    return number(least, most, "a number from " + least + " to " + most);
  }

  public int integer(int least, int most) {
    String allowed = "a whole number from " + least + " to " + most;
    String text = scalar(allowed);
    if (!text.matches("[-+]?\\d{1,10}")) {
      throw error("must be a whole number", came(), allowed);
    }
    long value = Long.parseLong(text);
    if (value < least || value > most) {
      throw error("out of range", came(), allowed);
    }
    return (int) value;
  }

  public boolean flag() {
    return oneOf("true", "false").equals("true");
  }

  /** Text that is not blank, quoted or not. */
  public String text() {
    if (!(node instanceof ScalarNode scalar) || isNothing(scalar)) {
      throw error("must be a text", came(), "a text");
    }
    return scalar.getValue();
  }

  /** One of a few words. */
  public String oneOf(String... words) {
    String allowed = String.join(", ", words);
    if (!(node instanceof ScalarNode scalar)) {
      throw error("wrong type", came(), allowed);
    }
    if (!Arrays.asList(words).contains(scalar.getValue())) {
      throw error("unknown word", came(), allowed);
    }
    return scalar.getValue();
  }

  /** A list of finite numbers. */
  public double[] numbers(int length) {
    String allowed = "a list of " + length + " numbers";
    if (!isList()) {
      throw error("must be a list", came(), allowed);
    }
    List<SettingsNode> items = items();
    if (items.size() != length) {
      throw error("wrong length", items.size() + " entries", allowed);
    }
    return items.stream().mapToDouble(SettingsNode::number).toArray();
  }

  /** A complaint about this place, for rules that only its reader knows. */
  public SettingsException error(String rule, String came, String allowed) {
    return at(node, path, rule, came, allowed);
  }

  /** What stands here, for a complaint. */
  public String came() {
    if (node instanceof MappingNode) {
      return "a mapping";
    }
    if (node instanceof SequenceNode) {
      return "a list";
    }
    ScalarNode scalar = (ScalarNode) node;
    return isNothing(scalar) ? "nothing" : "'" + oneLine(scalar.getValue()) + "'";
  }

  static SettingsException at(Node node, String path, String rule, String came, String allowed) {
    return new SettingsException(place(node.getStartMark()) + ": "
        + (path.isEmpty() ? "" : path + ": ") + rule + ", had " + came + ", allowed: " + allowed);
  }

  /** {@code file:line}, or the command line. */
  static String place(Optional<Mark> mark) {
    return mark.map(m -> m.getName().equals(SettingsOverride.PLACE)
            ? m.getName()
            : m.getName() + ":" + (m.getLine() + 1))
        .orElse(SettingsOverride.PLACE);
  }

  static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }

  private double number(double least, double most, String allowed) {
    String text = scalar(allowed);
    if (!text.matches(NUMBER)) {
      throw error("must be a finite number", came(), allowed);
    }
    double value = Double.parseDouble(text);
    if (!(value >= least && value <= most) || Double.isInfinite(value)) {
      throw error("out of range", came(), allowed);
    }
    return value;
  }

  /** The text of a plain scalar; a quoted one is a text, not a number or a word. */
  private String scalar(String allowed) {
    if (!(node instanceof ScalarNode scalar) || isNothing(scalar)) {
      throw error("wrong type", came(), allowed);
    }
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      throw error("wrong type", "the quoted text " + came(), allowed);
    }
    return scalar.getValue();
  }

  private List<NodeTuple> mapping() {
    if (!(node instanceof MappingNode mapping)) {
      throw error("must be a mapping", came(), "key: value lines");
    }
    return mapping.getValue();
  }

  private String join(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static boolean isNothing(ScalarNode scalar) {
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    return scalar.getValue().isBlank()
        || (plain && (scalar.getValue().equals("null") || scalar.getValue().equals("~")));
  }

  private static String keyOf(NodeTuple entry) {
    return ((ScalarNode) entry.getKeyNode()).getValue();
  }
}
