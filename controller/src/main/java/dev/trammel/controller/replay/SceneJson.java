package dev.trammel.controller.replay;

import dev.trammel.controller.control.CycleStatus;
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
import dev.trammel.controller.task.SuccessCondition;
import dev.trammel.controller.task.SuccessCriterion;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the page's script draws: the robot as a tree of bodies with shapes, joint positions at every
 * step, goals, the points whose way is traced, and events. Matrices by rows, SI units.
 */
final class SceneJson {

  /** Of shapes that have no look of their own, body after body. */
  private static final List<Colour> PALETTE = List.of(
      new Colour(0.45, 0.55, 0.68, 1),
      new Colour(0.86, 0.66, 0.40, 1),
      new Colour(0.47, 0.68, 0.62, 1),
      new Colour(0.68, 0.55, 0.68, 1));

  private final Task task;
  private final RobotModel robot;
  private final Skeleton skeleton;

  SceneJson(Task task) {
    this.task = task;
    robot = task.plant().robot();
    skeleton = new Skeleton(robot);
  }

  /**
   * The scene.
   *
   * @param episodes the one that is shown, and perhaps a ghost
   */
  String of(List<ReplayedEpisode> episodes) {
    ReplayedEpisode shown = episodes.get(0);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("period", task.plant().period());
    json.put("steps", shown.trajectory().steps());
    json.put("base", shapes(looks(-1)));
    json.put("bodies", bodies());
    json.put("tips", tips(shown));
    json.put("goals", goals(shown).stream().map(SceneJson::goal).toList());
    json.put("objects", List.of());
    json.put("episodes", episodes.stream().map(SceneJson::motion).toList());
    json.put("events", events(shown));
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
  private List<Map<String, Object>> tips(ReplayedEpisode episode) {
    Set<String> links = new LinkedHashSet<>();
    goals(episode).forEach(goal -> links.add(goal.link()));
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

  private static List<Goal> goals(ReplayedEpisode episode) {
    return episode.condition().success().conditions().stream()
        .map(SuccessCondition::goal)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Map<String, Object> goal(Goal goal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", goal.link());
    json.put("p", numbers(goal.place()));
    json.put("radius", goal.within());
    return json;
  }

  private static Map<String, Object> motion(ReplayedEpisode episode) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", episode.name());
    json.put("q", Arrays.asList(episode.jointPositions()));
    return json;
  }

  /** The window that is judged, and the stretches of cycles that were not as asked. */
  private static List<Map<String, Object>> events(ReplayedEpisode episode) {
    List<Map<String, Object>> events = new ArrayList<>();
    Trajectory trajectory = episode.trajectory();
    SuccessCriterion success = episode.condition().success();
    if (success.firstStep() < trajectory.steps()) {
      int first = success.firstStep();
      events.add(event(first, trajectory.steps() - first, "judged", "judged for success"));
    }
    int t = 0;
    while (t < trajectory.steps()) {
      int from = t;
      CycleStatus status = trajectory.status(t);
      while (t < trajectory.steps() && trajectory.status(t) == status) {
        t++;
      }
      if (status != CycleStatus.OK) {
        String kind = status.controlled() ? "saturated" : "fault";
        String text = status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        events.add(event(from, t - from, kind, text));
      }
    }
    return events;
  }

  private static Map<String, Object> event(int step, int count, String kind, String text) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", step);
    json.put("count", count);
    json.put("kind", kind);
    json.put("text", text);
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
