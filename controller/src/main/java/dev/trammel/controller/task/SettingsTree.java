package dev.trammel.controller.task;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Refuses YAML that is no plain tree of settings: duplicate keys, keys that are no text, cycles,
 * and more nodes or levels than settings have, as aliases within aliases can make. For one tree.
 */
final class SettingsTree {

  private static final int MOST_NODES = 200_000;
  private static final int MOST_LEVELS = 50;

  private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

  void check(Node node, String path) {
    if (!above.add(node)) {
      throw Places.complaint(node, path, "must not contain itself", "a cycle", "a tree");
    }
    if (above.size() > MOST_LEVELS) {
      throw Places.complaint(
          node, "", "nested too deep", "more levels", "at most " + MOST_LEVELS + " levels");
    }
    nodes++;
    if (nodes > MOST_NODES) {
      throw Places.complaint(
          node, "", "too large", "more values and keys", "at most " + MOST_NODES + " of them");
    }
    if (node instanceof MappingNode mapping) {
      checkEntries(mapping, path);
    } else if (node instanceof SequenceNode list) {
      for (int i = 0; i < list.getValue().size(); i++) {
        check(list.getValue().get(i), path + "[" + i + "]");
      }
    }
    above.remove(node);
  }

  private void checkEntries(MappingNode mapping, String path) {
    Set<String> keys = new HashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode scalar)) {
        throw Places.complaint(
            entry.getKeyNode(), path, "a key must be a text", "a collection", "a text");
      }
      String key = scalar.getValue();
      String full = path.isEmpty() ? key : path + "." + key;
      if (!keys.add(key)) {
        throw Places.complaint(
            scalar, full, "duplicate key", "'" + Places.oneLine(key) + "' again", "each key once");
      }
      check(entry.getValueNode(), full);
    }
  }
}
