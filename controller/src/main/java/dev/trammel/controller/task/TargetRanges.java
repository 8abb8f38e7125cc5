package dev.trammel.controller.task;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A region's targets: values, and ranges that values are drawn from, under their names. */
final class TargetRanges {

  private static final int ENDS = 2;
  private static final int AXES = 3;

  private final TreeMap<String, SettingsNode> named;

  private TargetRanges(Map<String, SettingsNode> named) {
    this.named = new TreeMap<>(named);
  }

  static TargetRanges none() {
    return new TargetRanges(Map.of());
  }

  /** Reads each as a number, a point or numbers by name; in all of them, a number or its ends. */
  static TargetRanges read(SettingsNode node) {
    Map<String, SettingsNode> named = node.entries();
    for (SettingsNode target : named.values()) {
      if (target.isMapping()) {
        target.entries().values().forEach(TargetRanges::requireRange);
      } else if (target.isList() && target.items().size() == AXES) {
        target.items().forEach(TargetRanges::requireRange);
      } else {
        requireRange(target);
      }
    }
    return new TargetRanges(named);
  }

  private static void requireRange(SettingsNode node) {
    if (!node.isList()) {
      node.number();
      return;
    }
    if (node.items().size() != ENDS) {
      throw node.error(
          "wrong length", node.items().size() + " entries", "[from, to], or [x, y, z] of a target");
    }
    double[] ends = node.numbers(ENDS);
    if (ends[0] > ends[1]) {
      throw node.error("must not fall", ends[0] + " to " + ends[1], "[from, to]");
    }
  }

  /** One number of the generator per number, by the targets' names, wherever it may lie. */
  Targets draw(SplittableRandom random) {
    Map<String, SettingsNode> drawn = new TreeMap<>();
    named.forEach((name, node) -> drawn.put(name, at(node, draw(node, random))));
    return new Targets(drawn);
  }

  private static Node draw(SettingsNode place, SplittableRandom random) {
    if (place.yaml() instanceof MappingNode mapping) {
      List<NodeTuple> entries = mapping.getValue().stream()
          .map(entry ->
              new NodeTuple(entry.getKeyNode(), draw(at(place, entry.getValueNode()), random)))
          .toList();
      return new MappingNode(
          mapping.getTag(),
          true,
          entries,
          mapping.getFlowStyle(),
          mapping.getStartMark(),
          mapping.getEndMark());
    }
    if (place.yaml() instanceof SequenceNode list && list.getValue().size() != ENDS) {
      List<Node> items =
          list.getValue().stream().map(item -> draw(at(place, item), random)).toList();
      return new SequenceNode(
          list.getTag(), true, items, list.getFlowStyle(), list.getStartMark(), list.getEndMark());
    }
    return number(place, random.nextDouble());
  }

  /** A number as it is, or what lies so far between two ends. */
  private static Node number(SettingsNode place, double share) {
    if (!place.isList()) {
      return place.yaml();
    }
    double[] ends = place.numbers(ENDS);
    return new ScalarNode(
        Tag.FLOAT,
        true,
        Double.toString(ends[0] + share * (ends[1] - ends[0])),
        ScalarStyle.PLAIN,
        place.yaml().getStartMark(),
        place.yaml().getEndMark());
  }

  private static SettingsNode at(SettingsNode place, Node value) {
    return new SettingsNode(place.path(), value, place.complaints());
  }
}
