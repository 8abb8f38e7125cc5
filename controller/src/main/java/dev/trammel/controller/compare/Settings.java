package dev.trammel.controller.compare;

import dev.trammel.controller.task.SettingsNode;
import dev.trammel.controller.task.TaskSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings of runs, by path, and where they differ. */
final class Settings {

  /** What stands for a setting that is not there. */
  static final String ABSENT = "–";

  private static final String ROBOT = "robot's description";

  private Settings() {}

  /** Paths whose values are not the same on all sides, with a value for each side. */
  static Map<String, List<String>> differences(List<Side> sides) {
    List<Map<String, String>> all =
        sides.stream().map(side -> flat(side.first().task().source())).toList();
    Set<String> paths = new LinkedHashSet<>();
    all.forEach(settings -> paths.addAll(settings.keySet()));
    Map<String, List<String>> differences = new LinkedHashMap<>();
    for (String path : paths) {
      List<String> values =
          all.stream().map(settings -> settings.getOrDefault(path, ABSENT)).toList();
      if (values.stream().distinct().count() > 1) {
        differences.put(path, values);
      }
    }
    return differences;
  }

  private static Map<String, String> flat(TaskSource source) {
    Map<String, String> settings = new LinkedHashMap<>();
    add("", SettingsNode.parse(source.yaml(), TaskSource.FILE_NAME), settings);
    settings.put(
        ROBOT, source.robotFile() + ", " + Integer.toHexString(source.robot().hashCode()));
    return settings;
  }

  private static void add(String path, SettingsNode node, Map<String, String> settings) {
    if (node.isMapping()) {
      String prefix = path.isEmpty() ? "" : path + ".";
      node.entries().forEach((key, child) -> add(prefix + key, child, settings));
    } else if (node.isList()) {
      List<SettingsNode> items = node.items();
      if (items.stream().anyMatch(item -> item.isMapping() || item.isList())) {
        for (int i = 0; i < items.size(); i++) {
          add(path + "[" + i + "]", items.get(i), settings);
        }
      } else {
        List<String> values = new ArrayList<>();
        items.forEach(item -> values.add(plain(item)));
        settings.put(path, values.toString());
      }
    } else {
      settings.put(path, plain(node));
    }
  }

  /** As it stands in the file, without the quotes that complaints set. */
  private static String plain(SettingsNode node) {
    String came = node.came();
    boolean quoted = came.length() > 1 && came.startsWith("'") && came.endsWith("'");
    return quoted ? came.substring(1, came.length() - 1) : came;
  }
}
