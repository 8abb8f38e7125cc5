package dev.trammel.controller.robot;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the file that a mesh element names: by a path, relative to the URDF file, by {@code
 * file://}, or by {@code package://}, as ROS does.
 */
final class MeshPath {

  private static final Pattern IN_PACKAGE = Pattern.compile("(?:package|model)://([^/]+)/+(.+)");
  private static final Pattern PACKAGE_NAME = Pattern.compile("<name>\\s*([^<\\s]+)\\s*</name>");

  private final Path urdfFolder;
  private final PackageFolders packages;

  MeshPath(Path urdf, PackageFolders packages) {
    urdfFolder = urdf.toAbsolutePath().normalize().resolveSibling("");
    this.packages = packages;
  }

  /** The file; for {@code package://} it exists, otherwise it may not. */
  Path find(XmlElement mesh) {
    String name = mesh.requiredAttribute("filename");
    try {
      if (name.startsWith("package://") || name.startsWith("model://")) {
        return findInPackage(mesh, name);
      }
      if (name.startsWith("file://")) {
        return Path.of(URI.create(name));
      }
      if (name.contains("://")) {
        throw mesh.error("filename must be a path, package://… or file://…, was '" + name + "'");
      }
      return urdfFolder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw mesh.error("filename must be a path, was '" + MeshText.shown(name) + "'");
    } catch (UrdfException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw mesh.error("filename must be file:///path, was '" + MeshText.shown(name) + "'");
    }
  }

  private Path findInPackage(XmlElement mesh, String name) {
    Matcher parts = IN_PACKAGE.matcher(name);
    if (!parts.matches()) {
      throw mesh.error("filename must be package://name/path, was '" + name + "'");
    }
    Set<Path> homes = homes(parts.group(1));
    for (Path home : homes) {
      Path file = home.resolve(parts.group(2)).normalize();
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw mesh.error("filename must be a file, was '" + name + "': "
        + (homes.isEmpty()
            ? "no folder of package '" + parts.group(1) + "' in or above " + urdfFolder
                + elsewhere()
            : "there is none in " + shown(homes)));
  }

  private String elsewhere() {
    return packages.folders().isEmpty()
        ? ", and ROS_PACKAGE_PATH and AMENT_PREFIX_PATH are empty"
        : ", nor in " + shown(packages.folders());
  }

  private static String shown(Iterable<Path> paths) {
    List<String> shown = new ArrayList<>();
    paths.forEach(path -> shown.add(path.toString()));
    return String.join(", ", shown);
  }

  /** Folders that may be the package: nearest to the URDF file first, then ROS's. */
  private Set<Path> homes(String name) {
    Set<Path> homes = new LinkedHashSet<>();
    for (Path above = urdfFolder; above != null; above = above.getParent()) {
      addHomes(above, name, homes);
    }
    for (Path folder : packages.folders()) {
      addHomes(folder, name, homes);
      for (Path inner : foldersIn(folder)) {
        addHomes(inner, name, homes);
      }
    }
    return homes;
  }

  private static void addHomes(Path folder, String name, Set<Path> homes) {
    if (folder.endsWith(name) || name.equals(declaredName(folder))) {
      homes.add(folder);
    }
    if (Files.isDirectory(folder.resolve(name))) {
      homes.add(folder.resolve(name));
    }
  }

  /** What the folder's package.xml calls itself; empty without one. */
  private static String declaredName(Path folder) {
    Path manifest = folder.resolve("package.xml");
    if (!Files.isRegularFile(manifest)) {
      return "";
    }
    try {
      Matcher name = PACKAGE_NAME.matcher(MeshText.latin(InputFile.bytes(manifest, 1)));
      return name.find() ? name.group(1) : "";
    } catch (UrdfException e) {
      return "";
    }
  }

  private static List<Path> foldersIn(Path folder) {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
      entries.forEach(folders::add);
    } catch (IOException e) {
      return List.of();
    }
    folders.sort(null);
    return folders;
  }
}
