package dev.trammel.controller.replay;

import dev.trammel.controller.robot.Base;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Colour;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.robot.Visual;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.Goal;
import dev.trammel.controller.task.WorldObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the page's script draws: the robot as a tree of bodies with shapes, joint positions at every
 * step, goals, the points whose way is traced, and events. Matrices by rows, SI units. A builder; not
 * thread-safe.
 */
final class SceneJson {

  /** Of shapes that have no look of their own, body after body. */
  private static final List<Colour> PALETTE = List.of(
      new Colour(0.45, 0.55, 0.68, 1),
      new Colour(0.86, 0.66, 0.40, 1),
      new Colour(0.47, 0.68, 0.62, 1),
      new Colour(0.68, 0.55, 0.68, 1));

  /** Of objects without a look. */
  private static final Colour THING = new Colour(0.62, 0.60, 0.56, 1);

  private final RobotModel robot;
  private final Skeleton skeleton;
  private final double period;
  private final List<Goal> goals = new ArrayList<>();
  private final List<double[][]> motions = new ArrayList<>();
  private final List<Map<String, Object>> objects = new ArrayList<>();
  private final List<Map<String, Object>> events = new ArrayList<>();

  /**
   * A robot that does not move yet.
   *
   * @param period between two samples [s]
   */
  SceneJson(RobotModel robot, double period) {
    this.robot = robot;
    this.period = period;
    skeleton = new Skeleton(robot);
  }

  /**
   * Adds a motion; the first is the robot's, a second one a ghost's.
   *
   * @param q (T+1) rows, one column per joint [rad or m]; not modified
   */
  SceneJson motion(double[][] q) {
    motions.add(q);
    return this;
  }

  /** Marks a place, and traces the way of the link that belongs there. */
  SceneJson goal(Goal goal) {
    goals.add(goal);
    return this;
  }

  /** Puts a thing beside the robot, where it begins. */
  SceneJson object(WorldObject object) {
    Base base = object.model().base();
    List<Visual> looks = base.visuals().isEmpty()
        ? base.shapes().stream().map(shape -> new Visual(shape, THING)).toList()
        : base.visuals();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", object.name());
    json.put("shapes", shapes(looks));
    json.put("poses", List.of(placed(object.pose())));
    objects.add(json);
    return this;
  }

  /**
   * Marks a stretch of time.
   *
   * @param kind class in the page's style
   * @param text for the tooltip
   */
  SceneJson event(int step, int count, String kind, String text) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", step);
    json.put("count", count);
    json.put("kind", kind);
    json.put("text", text);
    events.add(json);
    return this;
  }

  /** Whether a second motion stands beside the first. */
  boolean hasGhost() {
    return motions.size() > 1;
  }

  /** The scene. */
  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("period", period);
    json.put("steps", motions.get(0).length - 1);
    json.put("base", shapes(looks(-1)));
    json.put("bodies", bodies());
    json.put("tips", tips());
    json.put("goals", goals.stream().map(SceneJson::json).toList());
    json.put("objects", objects);
    json.put("motions", motions.stream().map(Arrays::asList).toList());
    json.put("events", events);
    return Json.write(json);
  }

  private List<Map<String, Object>> bodies() {
    List<Map<String, Object>> bodies = new ArrayList<>();
    for (int i = 0; i < robot.degreesOfFreedom(); i++) {
      Body body = robot.bodies().get(i);
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", body.name());
      entry.put("parent", body.parent());
      entry.putAll(placed(body.joint().origin()));
      entry.put("axis", numbers(body.joint().axis()));
      entry.put("rotates", body.joint().type().rotates());
      entry.put("shapes", shapes(looks(i)));
      bodies.add(entry);
    }
    return bodies;
  }

  /** What a body is drawn as: as it looks, else as it collides, else its skeleton. */
  private List<Visual> looks(int body) {
    List<Visual> visuals =
        body < 0 ? robot.base().visuals() : robot.bodies().get(body).visuals();
    if (!visuals.isEmpty()) {
      return visuals.stream().map(visual -> coloured(visual, body)).toList();
    }
    List<Shape> shapes =
        body < 0 ? robot.base().shapes() : robot.bodies().get(body).shapes();
    if (!shapes.isEmpty()) {
      return shapes.stream().map(shape -> new Visual(shape, palette(body))).toList();
    }
    return skeleton.of(body);
  }

  /** Links without a material would all be of one grey. */
  private static Visual coloured(Visual visual, int body) {
    return visual.colour().equals(Colour.GREY)
        ? new Visual(visual.geometry(), palette(body))
        : visual;
  }

  private static Colour palette(int body) {
    return body < 0 ? Colour.GREY : PALETTE.get(body % PALETTE.size());
  }

  private static List<Map<String, Object>> shapes(List<Visual> visuals) {
    return visuals.stream().map(GeometryJson::of).toList();
  }

  /** The links that goals are set for; where there is none, the ends of the robot. */
  private List<Map<String, Object>> tips() {
    Set<String> links = new LinkedHashSet<>();
    goals.forEach(goal -> links.add(goal.link()));
    if (links.isEmpty()) {
      links.addAll(lastLinks());
    }
    return links.stream().map(this::tip).toList();
  }

  /** Of each body that carries no other, the link that is farthest from its joint. */
  private List<String> lastLinks() {
    List<String> links = new ArrayList<>();
    for (int i = 0; i < robot.degreesOfFreedom(); i++) {
      int body = i;
      if (robot.bodies().stream().noneMatch(other -> other.parent() == body)) {
        robot.frames().entrySet().stream()
            .filter(entry -> entry.getValue().body() == body)
            .max((a, b) -> Double.compare(distance(a.getValue()), distance(b.getValue())))
            .ifPresent(entry -> links.add(entry.getKey()));
      }
    }
    return links;
  }

  private static double distance(Frame frame) {
    return frame.origin().translation().norm();
  }

  private Map<String, Object> tip(String link) {
    Frame frame = robot.frame(link);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", link);
    json.put("body", frame.body());
    json.put("p", numbers(frame.origin().translation()));
    return json;
  }

  private static Map<String, Object> json(Goal goal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", goal.link());
    json.put("p", numbers(goal.place()));
    json.put("radius", goal.within());
    return json;
  }

  static Map<String, Object> placed(Transform origin) {
    Matrix3 R = origin.rotation();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("p", numbers(origin.translation()));
    json.put(
        "R", new double[] {R.xx(), R.xy(), R.xz(), R.yx(), R.yy(), R.yz(), R.zx(), R.zy(), R.zz()});
    return json;
  }

  static double[] numbers(Vector3 v) {
    return new double[] {v.x(), v.y(), v.z()};
  }
}
