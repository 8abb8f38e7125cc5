package dev.trammel.controller.robot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a robot from a URDF file and the meshes that it names.
 *
 * <p>Joints may be revolute, continuous, prismatic or fixed. Links on fixed joints become part of
 * the body that carries them. Bodies stand in the order of their joints in the file, parents before
 * children. An effort limit of 0 marks a joint without an actuator. A collision geometry may be
 * box, sphere, cylinder, capsule or a mesh, which collides as its convex hull; a visual one may be
 * the same, and one that cannot be read is left out with a note.
 *
 * <p>What else is common in URDF files ({@code gazebo}, {@code transmission}, …) is ignored; what
 * would change the motion and is not supported is refused.
 */
public final class UrdfReader {

  private static final Set<String> IN_ROBOT = Set.of(
      "link",
      "joint",
      "material",
      "gazebo",
      "transmission",
      "ros2_control",
      "sensor",
      "plugin",
      "group",
      "collision_filter_group",
      "frame");
  private static final Set<String> IN_LINK = Set.of(
      "inertial", "visual", "collision", "gazebo", "sensor", "contact", "self_collision_checking");
  private static final Set<String> IN_INERTIAL = Set.of("origin", "mass", "inertia");

  private final List<String> notes = new ArrayList<>();
  private final UrdfGeometry geometry;
  private final boolean shaped;

  private UrdfReader(Path file, PackageFolders packages, boolean shaped) {
    this.shaped = shaped;
    geometry = new UrdfGeometry(new Meshes(file, packages), notes);
  }

  /**
   * Reads the file; looks for packages above it and where ROS's environment says.
   *
   * @throws UrdfException if it, or a mesh to collide with, does not describe a robot
   */
  public static RobotModel read(Path file) {
    return read(file, PackageFolders.of(System.getenv()));
  }

  /**
   * Reads the file.
   *
   * @param packages where to look for {@code package://}, besides above the file
   * @throws UrdfException if it, or a mesh to collide with, does not describe a robot
   */
  public static RobotModel read(Path file, PackageFolders packages) {
    return new UrdfReader(file, packages, true).robot(XmlDocument.read(file));
  }

  /**
   * Reads how a robot moves, without what it looks like and collides with: needs no meshes.
   *
   * @param file the text's name, for complaints
   * @param urdf its bytes; not modified
   * @throws UrdfException if it does not describe a robot
   */
  public static RobotModel readMotion(Path file, byte[] urdf) {
    return new UrdfReader(file, PackageFolders.of(Map.of()), false)
        .robot(XmlDocument.read(file, urdf));
  }

  private RobotModel robot(XmlElement robot) {
    if (!robot.tag().equals("robot")) {
      throw robot.error("must be <robot>");
    }
    notes.addAll(robot.unknownChildren(IN_ROBOT));
    geometry.addMaterials(robot);
    Map<String, UrdfLink> links = new LinkedHashMap<>();
    for (XmlElement element : robot.children("link")) {
      UrdfLink link = link(element);
      if (links.putIfAbsent(link.name(), link) != null) {
        throw element.error("must have a name of its own, '" + link.name() + "' came before");
      }
    }
    return new UrdfTree(robot, links, new UrdfJoints(links, notes).read(robot)).assemble(notes);
  }

  private UrdfLink link(XmlElement element) {
    notes.addAll(element.unknownChildren(IN_LINK));
    return new UrdfLink(
        element,
        element.requiredAttribute("name"),
        element.child("inertial").map(this::inertia).orElse(Inertia.NONE),
        parts(element, "collision").map(geometry::shape).toList(),
        parts(element, "visual").map(geometry::visual).flatMap(Optional::stream).toList());
  }

  private Stream<XmlElement> parts(XmlElement link, String kind) {
    return shaped ? link.children(kind).stream() : Stream.empty();
  }

  private Inertia inertia(XmlElement inertial) {
    notes.addAll(inertial.unknownChildren(IN_INERTIAL));
    double mass = inertial.requiredChild("mass").nonNegative("value", Double.NaN);
    XmlElement inertia = inertial.requiredChild("inertia");
    Matrix3 rotational = Matrix3.symmetric(
        inertia.number("ixx"),
        inertia.number("iyy"),
        inertia.number("izz"),
        inertia.number("ixy", 0),
        inertia.number("ixz", 0),
        inertia.number("iyz", 0));
    return new Inertia(mass, Vector3.ZERO, rotational).seenThrough(inertial.origin());
  }
}
