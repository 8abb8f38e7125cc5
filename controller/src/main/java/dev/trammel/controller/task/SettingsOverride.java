package dev.trammel.controller.task;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A setting given on the command line, {@code key=value}: the key dotted with list indices, as in
 * {@code conditions[0].start.std=0.1}; the value YAML.
 */
final class SettingsOverride {

  /** Stands for file and line in complaints about an override. */
  static final String PLACE = "<command line>";

  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d{1,6})\\]");
  private static final Pattern KEY =
      Pattern.compile("[^.\\[\\]=\\s]+(\\[\\d{1,6}\\])*(\\.[^.\\[\\]=\\s]+(\\[\\d{1,6}\\])*)*");

  private SettingsOverride() {}

  /** A tree with one value replaced or added; the given tree is not modified. */
  static SettingsNode apply(SettingsNode root, String override) {
    int equals = override.indexOf('=');
    String key = equals < 0 ? override : override.substring(0, equals).strip();
    if (equals < 0 || !KEY.matcher(key).matches()) {
      throw new SettingsException(PLACE + ": an override must be a dotted key, '=' and a value, had"
          + " '" + Places.oneLine(override) + "', allowed: for instance episode.steps=50");
    }
    String given = override.substring(equals + 1);
    if (given.isBlank()) {
      throw refused(key, "must not be empty", "nothing", "a value");
    }
    Node value = SettingsFile.parseValue(given, PLACE);
    return replaced(root, key, value);
  }

  /** A tree with a text in place of another; the given tree is not modified. */
  static SettingsNode withText(SettingsNode root, String key, String text) {
    return replaced(root, key, new ScalarNode(Tag.STR, text, ScalarStyle.PLAIN));
  }

  private static SettingsNode replaced(SettingsNode root, String key, Node value) {
    return new SettingsNode("", replace(root.yaml(), "", steps(key), value), root.complaints());
  }

  private static List<String> steps(String key) {
    List<String> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(key);
    while (matcher.find()) {
      steps.add(matcher.group());
    }
    return steps;
  }

  private static Node replace(Node node, String path, List<String> steps, Node value) {
    if (steps.isEmpty()) {
      return value;
    }
    String step = steps.get(0);
    List<String> rest = steps.subList(1, steps.size());
    return step.startsWith("[")
        ? replaceItem(
            node, path, Integer.parseInt(step.substring(1, step.length() - 1)), rest, value)
        : replaceEntry(node, path, step, rest, value);
  }

  private static Node replaceItem(
      Node node, String path, int index, List<String> rest, Node value) {
    if (!(node instanceof SequenceNode list)) {
      throw refused(path, "is not a list", "index " + index, "a key");
    }
    List<Node> items = new ArrayList<>(list.getValue());
    if (index >= items.size()) {
      throw refused(path, "index out of range", "index " + index, "0 to " + (items.size() - 1));
    }
    items.set(index, replace(items.get(index), path + "[" + index + "]", rest, value));
    return new SequenceNode(
        list.getTag(), true, items, list.getFlowStyle(), list.getStartMark(), list.getEndMark());
  }

  private static Node replaceEntry(
      Node node, String path, String key, List<String> rest, Node value) {
    if (!(node instanceof MappingNode mapping)) {
      throw refused(path, "is not a mapping", "the key '" + key + "' in it", "its own value");
    }
    String full = path.isEmpty() ? key : path + "." + key;
    List<NodeTuple> entries = new ArrayList<>(mapping.getValue());
    int at = indexOf(entries, key);
    if (at >= 0) {
      NodeTuple old = entries.get(at);
      entries.set(
          at, new NodeTuple(old.getKeyNode(), replace(old.getValueNode(), full, rest, value)));
    } else {
      Node keyNode = SettingsFile.parseValue(key, PLACE);
      entries.add(new NodeTuple(keyNode, replace(emptyMapping(), full, rest, value)));
    }
    return new MappingNode(
        mapping.getTag(),
        true,
        entries,
        mapping.getFlowStyle(),
        mapping.getStartMark(),
        mapping.getEndMark());
  }

  private static Node emptyMapping() {
    return new MappingNode(Tag.MAP, new ArrayList<>(), FlowStyle.FLOW);
  }

  private static int indexOf(List<NodeTuple> entries, String key) {
    for (int i = 0; i < entries.size(); i++) {
      if (((ScalarNode) entries.get(i).getKeyNode()).getValue().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private static SettingsException refused(String path, String rule, String came, String allowed) {
    return new SettingsException(
        PLACE + ": " + path + ": " + rule + ", had " + came + ", allowed: " + allowed);
  }
}
