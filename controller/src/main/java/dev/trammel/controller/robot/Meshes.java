package dev.trammel.controller.robot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The mesh files of one URDF file, each read once. */
final class Meshes {

  /** More vertices cost time at every contact and hardly move the surface. */
  static final int HULL_VERTICES = 128;

  /** Leaving out more than this of a mesh is worth a note [m]. */
  private static final double NOTABLE = 1e-3;

  static final int MEGABYTES = 128;

  private final MeshPath paths;
  private final Map<Path, TriangleMesh> unscaled = new HashMap<>();
  private final Map<Key, ConvexHull> hulls = new HashMap<>();

  Meshes(Path urdf, PackageFolders packages) {
    paths = new MeshPath(urdf, packages);
  }

  /** The surface that an element {@code mesh} names, at its scale. */
  TriangleMesh surface(XmlElement mesh) {
    return unscaled(mesh, paths.find(mesh)).scaled(scale(mesh));
  }

  /** The convex hull of that surface, made simple enough for collisions; says so in the notes. */
  TriangleMesh hull(XmlElement mesh, List<String> notes) {
    Path file = paths.find(mesh);
    Vector3 scale = scale(mesh);
    ConvexHull hull = hulls.get(new Key(file, scale));
    if (hull == null) {
      hull = ConvexHull.of(unscaled(mesh, file).scaled(scale).vertices(), HULL_VERTICES)
          .orElseThrow(() -> new UrdfException(
              file.toString(),
              "must have a volume to collide with, its points lie in one plane: use a thin box"
                  + namedBy(mesh)));
      hulls.put(new Key(file, scale), hull);
      if (hull.excess() > NOTABLE) {
        notes.add(mesh.note(String.format(
            Locale.ROOT,
            "collides as a convex hull of %d vertices, which leaves out up to %.1f mm of %s",
            HULL_VERTICES,
            1000 * hull.excess(),
            file.getFileName())));
      }
    }
    return hull.surface();
  }

  private static Vector3 scale(XmlElement mesh) {
    Vector3 scale = mesh.has("scale") ? mesh.vector("scale") : new Vector3(1, 1, 1);
    if (scale.x() * scale.y() * scale.z() == 0) {
      throw mesh.error(
          "scale must not be zero, was " + scale.x() + " " + scale.y() + " " + scale.z());
    }
    return scale;
  }

  private TriangleMesh unscaled(XmlElement mesh, Path file) {
    TriangleMesh known = unscaled.get(file);
    if (known != null) {
      return known;
    }
    if (!Files.exists(file)) {
      throw mesh.error("filename must be a file, was '" + mesh.requiredAttribute("filename")
          + "': there is none at " + file);
    }
    try {
      TriangleMesh read = read(mesh, file);
      unscaled.put(file, read);
      return read;
    } catch (UrdfException e) {
      throw e.withDetail(namedBy(mesh));
    }
  }

  private static String namedBy(XmlElement mesh) {
    return ", named at " + mesh.place();
  }

  private static TriangleMesh read(XmlElement mesh, Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".stl")) {
      return StlFile.read(file, InputFile.bytes(file, MEGABYTES));
    }
    if (name.endsWith(".obj")) {
      return ObjFile.read(file, InputFile.bytes(file, MEGABYTES));
    }
    if (name.endsWith(".dae")) {
      return ColladaFile.read(file, InputFile.bytes(file, MEGABYTES));
    }
    throw mesh.error("filename must end in .stl, .obj or .dae, was '"
        + mesh.requiredAttribute("filename") + "': convert the mesh to STL");
  }

  private record Key(Path file, Vector3 scale) {}
}
