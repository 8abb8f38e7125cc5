package dev.trammel.controller.task;

import java.util.HashSet;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** YAML text in, {@link SettingsNode} out, and back. */
final class SettingsFile {

  private static final int MAX_LINE = 100;

  private SettingsFile() {}

  /**
   * Parses the settings of one file.
   *
   * @param text YAML
   * @param place the file's name, for complaints
   */
  static SettingsNode parse(String text, String place) {
    Node root = compose(text, place);
    if (!(root instanceof MappingNode)) {
      throw new SettingsNode("", root)
          .error("a settings file must be a mapping", "something else", "key: value lines");
    }
    check(root, "", new HashSet<>());
    return new SettingsNode("", root);
  }

  /** Parses one value, as it may stand behind a key. */
  static Node parseValue(String text, String place) {
    Node value = compose(text, place);
    check(value, "", new HashSet<>());
    return value;
  }

  /** Writes settings as YAML; comments and anchors are gone. */
  static String write(SettingsNode root) {
    DumpSettings settings = DumpSettings.builder()
        .setDefaultFlowStyle(FlowStyle.BLOCK)
        .setWidth(MAX_LINE)
        .setSplitLines(false)
        .setDereferenceAliases(true)
        .build();
    StringBuilder out = new StringBuilder();
    new Dump(settings).dumpNode(root.yaml(), writerTo(out));
    return out.toString();
  }

  private static Node compose(String text, String place) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(place).setUseMarks(true).build();
    try {
      return new Compose(settings)
          .composeString(text)
          .orElseThrow(() ->
              new SettingsException(place + ": must not be empty, had nothing, allowed: YAML"));
    } catch (MarkedYamlEngineException e) {
      throw new SettingsException(
          SettingsNode.place(e.getProblemMark()) + ": not valid YAML, "
              + SettingsNode.oneLine(e.getProblem()) + ", allowed: YAML 1.2",
          e);
    } catch (YamlEngineException e) {
      throw new SettingsException(
          place + ": not valid YAML, " + SettingsNode.oneLine(String.valueOf(e.getMessage()))
              + ", allowed: YAML 1.2",
          e);
    }
  }

  /** Refuses what would make a key ambiguous: duplicates, keys that are no text, cycles. */
  private static void check(Node node, String path, Set<Node> above) {
    if (!above.add(node)) {
      throw SettingsNode.at(node, path, "must not contain itself", "a cycle", "a tree");
    }
    if (node instanceof MappingNode mapping) {
      Set<String> keys = new HashSet<>();
      for (NodeTuple entry : mapping.getValue()) {
        String key = checkedKey(entry.getKeyNode(), path, keys);
        check(entry.getValueNode(), path.isEmpty() ? key : path + "." + key, above);
      }
    } else if (node instanceof SequenceNode list) {
      for (int i = 0; i < list.getValue().size(); i++) {
        check(list.getValue().get(i), path + "[" + i + "]", above);
      }
    }
    above.remove(node);
  }

  private static String checkedKey(Node node, String path, Set<String> keys) {
    if (!(node instanceof ScalarNode scalar)) {
      throw SettingsNode.at(node, path, "a key must be a text", "a collection", "a text");
    }
    String key = scalar.getValue();
    if (!keys.add(key)) {
      String full = path.isEmpty() ? key : path + "." + key;
      throw SettingsNode.at(node, full, "duplicate key", "'" + key + "' again", "each key once");
    }
    return key;
  }

  private static StreamDataWriter writerTo(StringBuilder out) {
    return new StreamDataWriter() {
      @Override
      public void write(String text) {
        out.append(text);
      }

      @Override
      public void write(String text, int offset, int length) {
        out.append(text, offset, offset + length);
      }
    };
  }
}
