package dev.trammel.sim.scenario;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.SensorFault.Kind;
import dev.trammel.controller.task.SettingsNode;
import dev.trammel.controller.task.SuccessCriterion;
import dev.trammel.controller.task.SuccessReader;
import dev.trammel.controller.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one entry of {@code scenarios}. */
final class ScenarioReader {

  private static final double SPIKES = 0.05;

  private final Task task;
  private final Scenario.Trial usual;
  private final String[] sensors;
  private final String[] joints;

  /** @param usual for scenarios that do not say otherwise */
  ScenarioReader(Task task, Scenario.Trial usual) {
    this.task = task;
    this.usual = usual;
    sensors = task.plant().spec().sensors().stream().map(Channel::name).toArray(String[]::new);
    joints = task.plant().robot().bodies().stream()
        .map(Body::joint)
        .map(joint -> joint.name())
        .toArray(String[]::new);
  }

  Scenario read(SettingsNode node) {
    node.allow(
        "name",
        "description",
        "conditions",
        "start",
        "vary",
        "faults",
        "pushes",
        "expect",
        "success",
        "bounds",
        "episodes",
        "require");
    node.optional("description").ifPresent(SettingsNode::text);
    return new Scenario(
        name(node.child("name")), conditions(node), upsets(node), expectation(node), trial(node));
  }

  /** A name also names test cases and stands on command lines. */
  private static String name(SettingsNode node) {
    if (!node.text().matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._,+-]{0,99}")) {
      throw node.error(
          "not fit for a name", node.came(), "letters, digits, spaces, '.', '_', ',', '+' and '-'");
    }
    return node.text();
  }

  private Scenario.Trial trial(SettingsNode node) {
    return new Scenario.Trial(
        episodes(node).orElse(usual.episodes()), requirement(node).orElse(usual.requirement()));
  }

  static Optional<Integer> episodes(SettingsNode node) {
    return node.optional("episodes").map(n -> n.integer(1, Scenario.Trial.MOST_EPISODES));
  }

  static Optional<Requirement> requirement(SettingsNode node) {
    return node.optional("require").map(n -> {
      if (!n.isMapping()) {
        return Requirement.passRate(n.number(0, 1));
      }
      n.allow("passRate", "confidentPassRate");
      if (n.has("passRate") == n.has("confidentPassRate")) {
        throw n.error(
            "needs one rate", n.has("passRate") ? "both" : "none", "passRate or confidentPassRate");
      }
      return n.has("passRate")
          ? Requirement.passRate(n.child("passRate").number(0, 1))
          : Requirement.confidentPassRate(n.child("confidentPassRate").number(0, 1));
    });
  }

  private Upsets upsets(SettingsNode node) {
    List<Variation> variations = node.optional("vary")
        .map(n -> new VariationReader(task.plant()).read(n))
        .orElse(List.of());
    List<FaultPlan> faults = new ArrayList<>();
    node.optional("faults").ifPresent(list -> list.items().forEach(n -> faults.add(fault(n))));
    List<PushPlan> pushes = new ArrayList<>();
    node.optional("pushes").ifPresent(list -> list.items().forEach(n -> pushes.add(push(n))));
    return new Upsets(variations, faults, pushes);
  }

  private FaultPlan fault(SettingsNode node) {
    String type = node.child("type").kind("stuck", "dropout", "bias", "spike", "drift");
    Kind kind = Kind.valueOf(type.toUpperCase(Locale.ROOT));
    boolean sized = kind != Kind.STUCK && kind != Kind.DROPOUT;
    boolean spikes = kind == Kind.SPIKE;
    List<String> keys = new ArrayList<>(List.of("sensor", "type", "at", "for"));
    if (sized) {
      keys.add("size");
    }
    if (spikes) {
      keys.add("probability");
    }
    node.allow(keys.toArray(new String[0]));
    return new FaultPlan(
        Arrays.asList(sensors).indexOf(node.child("sensor").oneOf(sensors)),
        kind,
        time(node.child("at")),
        node.optional("for").map(SettingsNode::positive).orElse(Double.POSITIVE_INFINITY),
        sized ? RangeReader.any(node.child("size")) : Range.of(0),
        spikes ? node.optional("probability").map(n -> n.number(0, 1)).orElse(SPIKES) : 1);
  }

  private PushPlan push(SettingsNode node) {
    node.allow("point", "force", "at", "for");
    SettingsNode duration = node.child("for");
    Range seconds = RangeReader.range(duration, 0, task.duration());
    if (!(seconds.least() > 0)) {
      throw duration.error("must be above 0", duration.came(), "a time in seconds");
    }
    List<String> links = task.plant().movable();
    return new PushPlan(
        node.child("point").oneOf(links.toArray(new String[0])),
        force(node.child("force")),
        time(node.child("at")),
        seconds);
  }

  /** A size or a range of sizes, or three components, each a number or a range. */
  private static List<Range> force(SettingsNode node) {
    if (node.isList() && node.items().size() == 3) {
      return node.items().stream().map(RangeReader::any).toList();
    }
    if (node.isList() && node.items().size() != 2) {
      throw node.error(
          "wrong length", node.items().size() + " entries", "[least, most] or [x, y, z] in N");
    }
    return List.of(RangeReader.nonNegative(node));
  }

  private Range time(SettingsNode node) {
    return RangeReader.range(node, 0, task.duration());
  }

  private Expectation expectation(SettingsNode node) {
    boolean success = node.optional("expect")
        .map(n -> n.oneOf("success", "safe"))
        .orElse("success")
        .equals("success");
    if (!success && node.has("success")) {
      throw node.child("success").error("means nothing here", "expect: safe", "expect: success");
    }
    List<Bound> bounds = new ArrayList<>();
    node.optional("bounds")
        .ifPresent(n ->
            n.allow(sensors).entries().forEach((name, value) -> bounds.add(bound(name, value))));
    return new Expectation(success, bounds);
  }

  private Bound bound(String sensor, SettingsNode node) {
    double[] ends = node.numbers(2);
    if (!(ends[0] < ends[1])) {
      throw node.error("must rise", ends[0] + " to " + ends[1], "[lower, upper]");
    }
    return new Bound(sensor, Arrays.asList(sensors).indexOf(sensor), ends[0], ends[1]);
  }

  private List<Condition> conditions(SettingsNode node) {
    List<Condition> conditions = new ArrayList<>();
    List<String> chosen = chosen(node);
    for (int c = 0; c < task.conditions().size(); c++) {
      Condition condition = task.conditions().get(c);
      if (chosen.contains(condition.name())) {
        conditions.add(changed(condition, c, node));
      }
    }
    return conditions;
  }

  private List<String> chosen(SettingsNode node) {
    String[] names = task.conditions().stream().map(Condition::name).toArray(String[]::new);
    List<String> chosen = node.optional("conditions")
        .map(list -> list.items().stream().map(n -> n.oneOf(names)).toList())
        .orElse(List.of(names));
    if (chosen.isEmpty()) {
      throw node.child("conditions")
          .error("must not be empty", "no entry", String.join(", ", names));
    }
    return chosen;
  }

  private Condition changed(Condition condition, int number, SettingsNode node) {
    SuccessCriterion success = node.optional("success")
        .map(n -> SuccessReader.read(task, number, n))
        .orElse(condition.success());
    Optional<SettingsNode> start = node.optional("start");
    start.ifPresent(n -> n.allow("positions", "velocities", "positionStd", "velocityStd"));
    return new Condition(
        condition.name(),
        perJoint(start, "positions", condition.positions(), false),
        perJoint(start, "velocities", condition.velocities(), false),
        perJoint(start, "positionStd", condition.positionStd(), true),
        perJoint(start, "velocityStd", condition.velocityStd(), true),
        condition.objects(),
        condition.cost(),
        success,
        condition.context());
  }

  /** The condition's values, where they are not given anew: by joint, or one for all. */
  private double[] perJoint(
      Optional<SettingsNode> start, String key, double[] values, boolean magnitude) {
    Optional<SettingsNode> node = start.flatMap(n -> n.optional(key));
    if (node.isEmpty()) {
      return values;
    }
    if (magnitude && !node.get().isMapping()) {
      Arrays.fill(values, node.get().nonNegative());
      return values;
    }
    Map<String, SettingsNode> entries = node.get().allow(joints).entries();
    entries.forEach((joint, value) -> values[Arrays.asList(joints).indexOf(joint)] =
        magnitude ? value.nonNegative() : value.number());
    return values;
  }
}
