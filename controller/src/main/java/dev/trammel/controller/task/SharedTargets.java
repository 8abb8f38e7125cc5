package dev.trammel.controller.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The names of the targets that every condition of a task has, sorted.
 *
 * @param all of them
 * @param points those that are points in space everywhere
 */
record SharedTargets(List<String> all, List<String> points) {

  /** Reads the names only; whatever else is wrong with conditions is for their own reader. */
  static SharedTargets of(Optional<SettingsNode> conditions) {
    List<Map<String, SettingsNode>> targets = conditions
        .filter(SettingsNode::isList)
        .map(list -> list.items().stream().map(SharedTargets::targets).toList())
        .orElse(List.of());
    return new SharedTargets(
        shared(targets, target -> true), shared(targets, SettingsNode::isList));
  }

  private static Map<String, SettingsNode> targets(SettingsNode condition) {
    return Optional.of(condition)
        .filter(SettingsNode::isMapping)
        .flatMap(node -> node.optional("targets"))
        .filter(SettingsNode::isMapping)
        .map(SettingsNode::entries)
        .orElse(Map.of());
  }

  private static List<String> shared(
      List<Map<String, SettingsNode>> targets, Predicate<SettingsNode> kind) {
    if (targets.isEmpty()) {
      return List.of();
    }
    Set<String> names = new TreeSet<>(targets.get(0).keySet());
    for (Map<String, SettingsNode> condition : targets) {
      names.removeIf(name -> {
        SettingsNode target = condition.get(name);
        return target == null || !kind.test(target);
      });
    }
    return List.copyOf(names);
  }
}
