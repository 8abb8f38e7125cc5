package dev.trammel.controller.task;

import java.util.List;
import java.util.Map;

/** A condition's own targets, which costs and success refer to by name. */
final class Targets {

  private final Map<String, SettingsNode> named;

  Targets(Map<String, SettingsNode> named) {
    this.named = Map.copyOf(named);
  }

  /** The coordinates of points, one after another; 0 for those that are not there. */
  double[] context(List<String> points) {
    double[] context = new double[3 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      SettingsNode point = named.get(points.get(i));
      if (point != null) {
        System.arraycopy(point.numbers(3), 0, context, 3 * i, 3);
      }
    }
    return context;
  }

  /** A point in space: three numbers, the name of a target, or a point beside a target. */
  double[] point(SettingsNode node) {
    return node.isMapping() ? beside(node) : resolve(node, node.isList()).numbers(3);
  }

  private double[] beside(SettingsNode node) {
    node.allow("of", "offset");
    SettingsNode of = node.child("of");
    double[] point = resolve(of, false).numbers(3);
    double[] offset = node.child("offset").numbers(3);
    for (int axis = 0; axis < point.length; axis++) {
      point[axis] += offset[axis];
    }
    return point;
  }

  /** One number, or the name of a target. */
  double number(SettingsNode node) {
    return resolve(node, node.isNumber()).number();
  }

  /** Numbers by name, 0 where a name is not in the mapping; or the name of a target. */
  double[] byName(SettingsNode node, String... names) {
    return Names.byName(resolve(node, node.isMapping()), names);
  }

  private SettingsNode resolve(SettingsNode node, boolean given) {
    if (given || node.isMapping() || node.isList()) {
      return node;
    }
    String name = node.text();
    SettingsNode target = named.get(name);
    if (target == null) {
      String known = named.isEmpty() ? "none" : String.join(", ", named.keySet());
      throw node.error(
          "no such target",
          "'" + name + "'",
          "the value itself, or a target of the condition: " + known);
    }
    return target;
  }
}
