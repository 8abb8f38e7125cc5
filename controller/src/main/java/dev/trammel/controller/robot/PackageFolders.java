package dev.trammel.controller.robot;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where ROS packages are looked for, besides the folders above the URDF file itself.
 *
 * @param folders each a package, or a folder of packages
 */
public record PackageFolders(List<Path> folders) {

  public PackageFolders {
    folders = List.copyOf(folders);
  }

  /**
   * What ROS's own variables name: the entries of {@code ROS_PACKAGE_PATH}, and {@code share} in
   * those of {@code AMENT_PREFIX_PATH}.
   */
  public static PackageFolders of(Map<String, String> environment) {
    List<Path> folders = new ArrayList<>(entries(environment.get("ROS_PACKAGE_PATH")));
    entries(environment.get("AMENT_PREFIX_PATH"))
        .forEach(prefix -> folders.add(prefix.resolve("share")));
    return new PackageFolders(folders);
  }

  private static List<Path> entries(@Nullable String variable) {
    List<Path> entries = new ArrayList<>();
    for (String entry : (variable == null ? "" : variable).split(File.pathSeparator)) {
      // An entry that this machine cannot have as a path has no packages either.
      if (!entry.isBlank() && entry.indexOf('\0') < 0) {
        entries.add(Path.of(entry));
      }
    }
    return entries;
  }
}
