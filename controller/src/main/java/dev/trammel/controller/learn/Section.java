package dev.trammel.controller.learn;

import dev.trammel.controller.learn.LearningSettings.EntryBounds;
import dev.trammel.controller.task.SettingsNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping of settings that may be left out, each key of it too. */
record Section(Optional<SettingsNode> node) {

  /** The section under a key of another one, with the keys that it may have. */
  Section section(String key, String... keys) {
    Optional<SettingsNode> child = node.flatMap(n -> n.optional(key));
    child.ifPresent(n -> n.allow(keys));
    return new Section(child);
  }

  /**
   * Refuses keys that say nothing here.
   *
   * @param given what leaves them without meaning, as in “type local”
   */
  void refuse(String given, String... keys) {
    for (String key : keys) {
      get(key).ifPresent(value -> {
        throw value.error("has no meaning for " + given, value.came(), "to leave it out");
      });
    }
  }

  double number(String key, double least, double most, double otherwise) {
    return get(key).map(n -> n.number(least, most)).orElse(otherwise);
  }

  boolean flag(String key, boolean otherwise) {
    return get(key).map(SettingsNode::flag).orElse(otherwise);
  }

  /** A number per name: one for all, or a mapping that has each of them. */
  List<Double> numbers(
      String key, List<String> names, double least, double most, double otherwise) {
    Optional<SettingsNode> given = get(key);
    if (given.isEmpty() || !given.get().isMapping()) {
      return Collections.nCopies(names.size(), number(key, least, most, otherwise));
    }
    SettingsNode mapping = given.get().allowNames(names.toArray(String[]::new));
    return names.stream().map(name -> mapping.child(name).number(least, most)).toList();
  }

  /** Bounds by names of the user's own. */
  List<EntryBounds> bounds(String key) {
    List<EntryBounds> bounds = new ArrayList<>();
    get(key).map(SettingsNode::entries).orElse(Map.of()).forEach((name, node) -> {
      node.allow("lower", "upper");
      double lower =
          node.optional("lower").map(SettingsNode::number).orElse(Double.NEGATIVE_INFINITY);
      double upper =
          node.optional("upper").map(SettingsNode::number).orElse(Double.POSITIVE_INFINITY);
      if (!(lower < upper)) {
        throw node.error(
            "needs a bound, and room within bounds", lower + " to " + upper, "lower below upper");
      }
      bounds.add(new EntryBounds(name, lower, upper));
    });
    return bounds;
  }

  int integer(String key, int least, int most, int otherwise) {
    return get(key).map(n -> n.integer(least, most)).orElse(otherwise);
  }

  String oneOf(String key, String otherwise, String... words) {
    return get(key).map(n -> n.oneOf(words)).orElse(otherwise);
  }

  String text(String key, String otherwise) {
    return get(key).map(SettingsNode::text).orElse(otherwise);
  }

  private Optional<SettingsNode> get(String key) {
    return node.flatMap(n -> n.optional(key));
  }
}
