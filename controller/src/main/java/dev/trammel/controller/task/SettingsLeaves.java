package dev.trammel.controller.task;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What settings say, place by place, however it is laid out. */
final class SettingsLeaves {

  private SettingsLeaves() {}

  /** Every single value by its dotted key; numbers as they are read, not as they are written. */
  static Map<String, String> of(String yaml) {
    Map<String, String> leaves = new TreeMap<>();
    gather(SettingsNode.parse(yaml, TaskSource.FILE_NAME), leaves);
    return leaves;
  }

  private static void gather(SettingsNode node, Map<String, String> leaves) {
    if (node.isMapping()) {
      node.entries().values().forEach(child -> gather(child, leaves));
    } else if (node.isList()) {
      List<SettingsNode> items = node.items();
      items.forEach(item -> gather(item, leaves));
    } else if (node.isNumber()) {
      leaves.put(node.path(), Double.toString(node.number()));
    } else if (node.yaml() instanceof ScalarNode scalar) {
      leaves.put(node.path(), scalar.getValue());
    }
  }
}
