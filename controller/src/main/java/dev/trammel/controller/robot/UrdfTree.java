package dev.trammel.controller.robot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Grows a robot from its root link outwards, merging what is fixed. Used once. */
final class UrdfTree {

  /** Fixed joints first, so that they never change the order of the moving ones. */
  private static final Comparator<Shoot> NEXT = Comparator.comparing(
          (Shoot shoot) -> shoot.joint.moving().isPresent())
      .thenComparing(shoot -> shoot.joint.order());

  private final XmlElement robot;
  private final Map<String, UrdfLink> links;
  private final Map<String, UrdfJoint> carriers = new LinkedHashMap<>();
  private final Map<String, List<UrdfJoint>> outward = new LinkedHashMap<>();

  private final PriorityQueue<Shoot> waiting = new PriorityQueue<>(NEXT);
  private final Map<String, Frame> frames = new LinkedHashMap<>();
  private final Parts base = new Parts();
  private final List<BodyParts> bodies = new ArrayList<>();

  UrdfTree(XmlElement robot, Map<String, UrdfLink> links, List<UrdfJoint> joints) {
    this.robot = robot;
    this.links = links;
    joints.forEach(this::connect);
  }

  private void connect(UrdfJoint joint) {
    UrdfJoint other = carriers.putIfAbsent(joint.child().name(), joint);
    if (other != null) {
      throw joint
          .element()
          .error("child '" + joint.child().name() + "' must have one parent, has '"
              + other.parent().name() + "' and '" + joint.parent().name() + "'");
    }
    outward.computeIfAbsent(joint.parent().name(), name -> new ArrayList<>()).add(joint);
  }

  /** @param notes of the reading so far */
  RobotModel assemble(List<String> notes) {
    place(root(), new Frame(-1, Transform.IDENTITY));
    while (!waiting.isEmpty()) {
      grow(waiting.remove());
    }
    requireAllPlaced();
    return new RobotModel(
        robot.requiredAttribute("name"),
        bodies.stream().map(BodyParts::body).toList(),
        new Base(base.inertia, base.shapes, base.visuals),
        frames,
        notes);
  }

  private UrdfLink root() {
    List<UrdfLink> roots = links.values().stream()
        .filter(link -> !carriers.containsKey(link.name()))
        .toList();
    if (links.isEmpty()) {
      throw robot.error("must have a <link>, had none");
    }
    if (roots.isEmpty()) {
      throw robot.error("must have a root link, but the joints close a loop through every link");
    }
    if (roots.size() > 1) {
      throw roots
          .get(1)
          .element()
          .error("must hang on a joint: a robot has one root link, and '"
              + roots.get(0).name() + "' is one already");
    }
    return roots.get(0);
  }

  private void grow(Shoot shoot) {
    UrdfJoint joint = shoot.joint;
    int parent = shoot.parent.body();
    Transform origin = shoot.parent.origin().then(joint.origin());
    if (joint.moving().isEmpty()) {
      place(joint.child(), new Frame(parent, origin));
      return;
    }
    bodies.add(
        new BodyParts(joint.child(), parent, joint.moving().get().withOrigin(origin), new Parts()));
    place(joint.child(), new Frame(bodies.size() - 1, Transform.IDENTITY));
  }

  private void place(UrdfLink link, Frame frame) {
    frames.put(link.name(), frame);
    for (UrdfJoint joint : outward.getOrDefault(link.name(), List.of())) {
      waiting.add(new Shoot(joint, frame));
    }
    Parts parts = frame.body() < 0 ? base : bodies.get(frame.body()).parts;
    parts.add(link, frame.origin());
  }

  private void requireAllPlaced() {
    for (UrdfLink link : links.values()) {
      if (!frames.containsKey(link.name())) {
        throw link.element().error("must hang on the root link, but its joints close a loop");
      }
    }
  }

  /** A joint whose parent link is placed. */
  private record Shoot(UrdfJoint joint, Frame parent) {}

  /** What links bring to the body that they are merged into. */
  private static final class Parts {

    private final List<Shape> shapes = new ArrayList<>();
    private final List<Visual> visuals = new ArrayList<>();
    private Inertia inertia = Inertia.NONE;

    void add(UrdfLink link, Transform placement) {
      inertia = inertia.plus(link.inertia().seenThrough(placement));
      link.shapes().forEach(shape -> shapes.add(shape.seenThrough(placement)));
      link.visuals().forEach(visual -> visuals.add(visual.seenThrough(placement)));
    }
  }

  /** A body while links are merged into it. */
  private record BodyParts(UrdfLink link, int parent, Joint joint, Parts parts) {

    Body body() {
      parts.inertia.flaw().ifPresent(flaw -> {
        throw link.element().error("moves with what is fixed to it, so its " + flaw);
      });
      return new Body(link.name(), parent, joint, parts.inertia, parts.shapes, parts.visuals);
    }
  }
}
