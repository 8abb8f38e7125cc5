package dev.trammel.controller.task;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Where something stands in a settings file, in words. */
final class Places {

  private static final int LONGEST = 60;

  private Places() {}

  static SettingsException complaint(
      Node node, String path, String rule, String came, String allowed) {
    return complaint(node, path, rule + ", had " + came + ", allowed: " + allowed);
  }

  static SettingsException complaint(Node node, String path, String text) {
    // what stands behind an alias is met once per use, and is wrong once
    String position = node.getStartMark().map(mark -> mark.getIndex() + " ").orElse(path);
    return new SettingsException(of(node.getStartMark()), path, text, position);
  }

  /** {@code file:line}, or the command line. */
  static String of(Optional<Mark> mark) {
    return mark.map(m -> m.getName().equals(SettingsOverride.PLACE)
            ? m.getName()
            : m.getName() + ":" + (m.getLine() + 1))
        .orElse(SettingsOverride.PLACE);
  }

  /** File and line of a key below a node, or of the nearest above it that is there. */
  static String of(SettingsNode node, String key) {
    for (SettingsNode below : below(node)) {
      String near = below.path();
      if (key.equals(near) || key.startsWith(near + ".") || key.startsWith(near + "[")) {
        return of(below, key);
      }
    }
    return of(node.yaml().getStartMark());
  }

  private static Collection<SettingsNode> below(SettingsNode node) {
    if (node.isMapping()) {
      return node.entries().values();
    }
    return node.isList() ? node.items() : List.of();
  }

  static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }
}
