package dev.trammel.controller.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One place in a settings file: a mapping, a list or a scalar, with its key and line.
 *
 * <p>Every reading checks, and complains with a {@link SettingsException} that names file, line,
 * key, rule, what came and what is allowed. A reader of a mapping first calls {@link #allow} with
 * the keys it knows. Where complaints are gathered, reading goes on after one with a stand-in.
 */
public final class SettingsNode {

  private static final Node MISSING = new ScalarNode(new Tag("missing"), "", ScalarStyle.PLAIN);
  private static final int MOST_ITEMS = 10_000;

  private final String path;
  private final Node node;
  private final Complaints complaints;

  SettingsNode(String path, Node node, Complaints complaints) {
    this.path = path;
    this.node = node;
    this.complaints = complaints;
  }

  /**
   * Parses settings; the first complaint about them is thrown.
   *
   * @param text YAML, a mapping
   * @param place where the text is from, for complaints
   */
  public static SettingsNode parse(String text, String place) {
    return SettingsFile.parse(text, place, Complaints.thrown());
  }

  /** The dotted key, as an override would name it; empty at the root. */
  public String path() {
    return path;
  }

  Node yaml() {
    return node;
  }

  Complaints complaints() {
    return complaints;
  }

  /** Refuses every key of this mapping that is not in the list. */
  public SettingsNode allow(String... keys) {
    List<String> known = Arrays.asList(keys);
    complaints.allowed(path, known);
    for (SettingsException unknown : unknownKeys("unknown key", known)) {
      complaints.add(unknown);
    }
    return this;
  }

  /** Refuses every key that is not one of these names, which the user gave elsewhere. */
  public SettingsNode allowNames(String... names) {
    for (SettingsException unknown : unknownKeys("unknown name", Arrays.asList(names))) {
      complaints.addName(unknown);
    }
    return this;
  }

  private List<SettingsException> unknownKeys(String rule, List<String> known) {
    List<SettingsException> unknown = new ArrayList<>();
    for (NodeTuple entry : mapping()) {
      String key = keyOf(entry);
      if (!known.contains(key)) {
        String allowed = known.isEmpty() ? "nothing" : String.join(", ", known);
        unknown.add(Places.complaint(
            entry.getKeyNode(),
            join(key),
            rule,
            "'" + Places.oneLine(key) + "'",
            allowed + Suggestion.of(key, known)));
      }
    }
    return unknown;
  }

  public boolean has(String key) {
    return optional(key).isPresent();
  }

  /** The value of a key that must be there. */
  public SettingsNode child(String key) {
    return optional(key).orElseGet(() -> {
      if (!isMissing()) {
        complaints.add(Places.complaint(node, join(key), "must be given", "nothing", "a value"));
      }
      return new SettingsNode(join(key), MISSING, complaints);
    });
  }

  public Optional<SettingsNode> optional(String key) {
    for (NodeTuple entry : mapping()) {
      if (keyOf(entry).equals(key)) {
        return Optional.of(new SettingsNode(join(key), entry.getValueNode(), complaints));
      }
    }
    return Optional.empty();
  }

  /** The entries of a mapping whose keys are the user's own, in the file's order. */
  public Map<String, SettingsNode> entries() {
    Map<String, SettingsNode> entries = new LinkedHashMap<>();
    for (NodeTuple entry : mapping()) {
      String key = keyOf(entry);
      entries.put(key, new SettingsNode(join(key), entry.getValueNode(), complaints));
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
        && Scalars.isNumber(scalar.getValue());
  }

  /** The entries of a list. */
  public List<SettingsNode> items() {
    return read(this::listed, List.of());
  }

  private List<SettingsNode> listed() {
    if (!(node instanceof SequenceNode list)) {
      throw error("must be a list", came(), "[…]");
    }
    if (list.getValue().size() > MOST_ITEMS) {
      throw error("too long", list.getValue().size() + " entries", "at most " + MOST_ITEMS);
    }
    List<SettingsNode> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      items.add(new SettingsNode(path + "[" + items.size() + "]", item, complaints));
    }
    return items;
  }

  /** What a reader makes of each entry of a list; those that it refuses are left out, if it goes on. */
  public <T> List<T> each(Function<SettingsNode, T> reader) {
    return complaints.each(items(), reader);
  }

  /** What a reader makes of this; nothing if it refuses it and reading goes on. */
  public <T> Optional<T> attempt(Function<SettingsNode, T> reader) {
    return complaints.attempt(this, () -> reader.apply(this));
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

  private double number(double least, double most, String allowed) {
    return read(
        () -> new Scalars(this).number(least, most, allowed),
        Double.isInfinite(most) ? Math.max(least, 1) : most);
  }

  public int integer(int least, int most) {
    return read(() -> new Scalars(this).integer(least, most), most);
  }

  public boolean flag() {
    return read(() -> new Scalars(this).flag(), false);
  }

  /** Text that is not blank, quoted or not. */
  public String text() {
    return read(() -> new Scalars(this).text(), "?");
  }

  /** One of a few words. */
  public String oneOf(String... words) {
    return read(() -> new Scalars(this).oneOf(words), words[0]);
  }

  /** One of a few words that decide which keys stand beside it: without it, nothing can be read. */
  public String kind(String... words) {
    if (isMissing()) {
      throw error("must be given", "nothing", String.join(", ", words));
    }
    try {
      return new Scalars(this).oneOf(words);
    } catch (SettingsException e) {
      complaints.add(e);
      throw e;
    }
  }

  /** One of the names that the user gave elsewhere. */
  String name(String... names) {
    String standIn = names.length == 0 ? "" : names[0];
    if (isMissing()) {
      complaints.markUnusable();
      return standIn;
    }
    try {
      return new Scalars(this).name(names);
    } catch (SettingsException e) {
      complaints.addName(e);
      return standIn;
    }
  }

  /** A list of finite numbers. */
  public double[] numbers(int length) {
    return read(() -> listOf(length), new double[length]);
  }

  private double[] listOf(int length) {
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
    return Places.complaint(node, path, rule, came, allowed);
  }

  /** What stands here, for a complaint. */
  public String came() {
    return Scalars.came(node);
  }

  /** Whether this stands for a key that must be given and was not. */
  boolean isMissing() {
    return node.getTag().equals(MISSING.getTag());
  }

  private <T> T read(Supplier<T> reading, T standIn) {
    return isMissing() ? standIn : complaints.orStandIn(reading, standIn);
  }

  private List<NodeTuple> mapping() {
    return read(this::mapped, List.of());
  }

  private List<NodeTuple> mapped() {
    if (!(node instanceof MappingNode mapping)) {
      throw error("must be a mapping", came(), "key: value lines");
    }
    return mapping.getValue();
  }

  private String join(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String keyOf(NodeTuple entry) {
    return ((ScalarNode) entry.getKeyNode()).getValue();
  }
}
