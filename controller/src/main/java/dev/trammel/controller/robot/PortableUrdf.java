package dev.trammel.controller.robot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A URDF file that can be put elsewhere together with its meshes.
 *
 * <p>Each mesh that exists is renamed after its content, so the text changes if a mesh does, and a
 * file made portable twice stays the same. Meshes that are missing keep their names.
 *
 * @param text of the file
 * @param meshes by the names in the text, relative to the file: where each is now
 */
public record PortableUrdf(String text, Map<String, Path> meshes) {

  private static final Pattern FILE_NAME =
      Pattern.compile("(filename\\s*=\\s*)(?:\"([^\"]*)\"|'([^']*)')");

  private static final int DIGITS = 16;

  public PortableUrdf {
    meshes = Collections.unmodifiableMap(new LinkedHashMap<>(meshes));
  }

  /**
   * Finds a file's meshes as {@link UrdfReader#read(Path)} does.
   *
   * @throws UrdfException if the file or a mesh cannot be read
   */
  public static PortableUrdf of(Path file) {
    byte[] bytes = InputFile.bytes(file, XmlDocument.MEGABYTES);
    XmlElement robot = XmlDocument.read(file, bytes);
    MeshPath paths = new MeshPath(file, PackageFolders.of(System.getenv()));
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, Path> meshes = new LinkedHashMap<>();
    for (XmlElement link : robot.children("link")) {
      for (String kind : List.of("visual", "collision")) {
        link.children(kind).stream()
            .flatMap(part -> part.children("geometry").stream())
            .flatMap(geometry -> geometry.children("mesh").stream())
            .forEach(mesh -> rename(mesh, paths, names, meshes));
      }
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    String portable = FILE_NAME.matcher(text).replaceAll(match -> renamed(match, names));
    return new PortableUrdf(portable, meshes);
  }

  private static void rename(
      XmlElement mesh, MeshPath paths, Map<String, String> names, Map<String, Path> meshes) {
    String name = mesh.attribute("filename").orElse("").strip();
    try {
      Path file = paths.find(mesh);
      if (Files.isRegularFile(file) && !names.containsKey(name)) {
        String portable = "meshes/" + digest(file) + ending(file);
        names.put(name, portable);
        meshes.put(portable, file);
      }
    } catch (UrdfException e) {
      // A mesh for pictures may be missing; one to collide with was found when the robot was read.
      names.remove(name);
    }
  }

  private static String renamed(MatchResult match, Map<String, String> names) {
    String quoted = match.group(2) == null ? match.group(3) : match.group(2);
    String name = quoted
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
        .strip();
    String portable = names.get(name);
    String kept = portable == null ? match.group() : match.group(1) + '"' + portable + '"';
    return kept.replace("\\", "\\\\").replace("$", "\\$");
  }

  private static String ending(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.substring(Math.max(0, name.lastIndexOf('.')));
  }

  private static String digest(Path file) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(InputFile.bytes(file, Meshes.MEGABYTES));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
