package dev.trammel.controller.task;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.task.SensorSettings.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Reads the {@code cost} section: a list of terms whose sum is the cost. */
final class CostReader {

  private final PlantSettings plant;
  private final StateLayout layout;
  private final Targets targets;
  private final Names names;
  private final TermReader terms;
  private final String[] stateNames;

  CostReader(PlantSettings plant, int steps, Targets targets) {
    this.plant = plant;
    this.targets = targets;
    layout = plant.layout();
    names = new Names(plant.robot());
    terms = new TermReader(steps, plant.period());
    stateNames = plant.spec().sensors().stream().map(Channel::name).toArray(String[]::new);
  }

  Cost read(SettingsNode list) {
    List<Cost> sum = list.each(this::term);
    if (sum.isEmpty()) {
      throw list.error("must not be empty", "no entry", "at least one term");
    }
    return new CostSum(sum);
  }

  private Cost term(SettingsNode node) {
    String type = node.child("type").kind("state", "input", "point", "angle", "limit");
    return switch (type) {
      case "state" -> state(node);
      case "input" -> input(node);
      case "point" -> point(node);
      case "angle" -> angle(node);
      default -> limit(node);
    };
  }

  private Cost state(SettingsNode node) {
    terms.allow(node, "weights", "target", "waypoints");
    SettingsNode given = node.child("weights");
    double[] weights = Names.byName(given, stateNames);
    given.entries().values().forEach(SettingsNode::nonNegative);
    int[] entries =
        IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray();
    Function<SettingsNode, double[]> place =
        target -> picked(targets.byName(target, stateNames), entries);
    TargetPath path = node.has("target") || node.has("waypoints")
        ? terms.path(node, place)
        : TargetPath.constant(new double[entries.length]);
    return terms.cost(node, EntryResidual.ofState(entries, path), picked(weights, entries));
  }

  private Cost input(SettingsNode node) {
    terms.allow(node, "weights");
    double[] weights = names.perActuator(node.child("weights"), plant.actuators());
    return terms.cost(node, EntryResidual.ofInput(stateNames.length, weights.length), weights);
  }

  private Cost point(SettingsNode node) {
    terms.allow(node, "point", "target", "waypoints", "weights", "through");
    double[] weights =
        node.optional("weights").map(CostReader::axisWeights).orElse(new double[] {1, 1, 1});
    String through =
        node.optional("through").map(n -> n.oneOf("kinematics", "sensors")).orElse("kinematics");
    return through.equals("sensors") ? sensedPoint(node, weights) : carriedPoint(node, weights);
  }

  private Cost carriedPoint(SettingsNode node, double[] weights) {
    SettingsNode point = node.child("point");
    String link = names.link(point);
    Frame frame = plant.robot().frame(link);
    boolean measured = PointInState.carriers(plant.robot(), frame).stream()
        .allMatch(joint -> layout.position(joint) != StateLayout.ABSENT);
    if (frame.body() < 0 || !measured) {
      throw point.error(
          "must move with joints that are measured",
          point.came(),
          "a link carried by joints that all have position sensors");
    }
    TargetPath path = terms.path(node, targets::point);
    return terms.cost(node, new PointResidual(plant.robot(), layout, link, path), weights);
  }

  /** The point's sensed coordinates; those that no sensor measures have no part in the cost. */
  private Cost sensedPoint(SettingsNode node, double[] weights) {
    SettingsNode point = node.child("point");
    String link = names.link(point);
    int[] axes = IntStream.range(0, 3)
        .filter(axis -> layout.point(Quantity.POSITION, link, axis) != StateLayout.ABSENT)
        .boxed()
        .sorted((a, b) -> Integer.compare(
            layout.point(Quantity.POSITION, link, a), layout.point(Quantity.POSITION, link, b)))
        .mapToInt(axis -> axis)
        .toArray();
    if (axes.length == 0) {
      throw point.error("must be measured", point.came(), "a point with position sensors");
    }
    int[] entries = Arrays.stream(axes)
        .map(axis -> layout.point(Quantity.POSITION, link, axis))
        .toArray();
    TargetPath path = terms.path(node, target -> picked(targets.point(target), axes));
    return terms.cost(node, EntryResidual.ofState(entries, path), picked(weights, axes));
  }

  private Cost angle(SettingsNode node) {
    terms.allow(node, "joint", "target", "waypoints");
    int entry = names.measuredJoint(node.child("joint"), layout);
    TargetPath path = terms.path(node, target -> new double[] {targets.number(target)});
    return terms.cost(node, new AngleResidual(entry, path), new double[] {1});
  }

  private Cost limit(SettingsNode node) {
    terms.allow(node, "of", "lower", "upper", "margin");
    List<Channel> channels = new ArrayList<>(plant.spec().sensors());
    plant
        .spec()
        .actuators()
        .forEach(input -> channels.add(
            new Channel("input " + input.name(), input.unit(), input.lower(), input.upper())));
    String[] all = channels.stream().map(Channel::name).toArray(String[]::new);
    int entry = Arrays.asList(all).indexOf(node.child("of").name(all));
    double margin = node.optional("margin").map(SettingsNode::nonNegative).orElse(0.0);
    double lower = bound(node, "lower", channels.get(entry).lower()) + margin;
    double upper = bound(node, "upper", channels.get(entry).upper()) - margin;
    if (!(lower < upper) || Double.isInfinite(lower) && Double.isInfinite(upper)) {
      throw node.error(
          "needs a bound, and room within the margins",
          lower + " to " + upper,
          "lower + margin below upper - margin");
    }
    Residual residual = new LimitResidual(entry, stateNames.length, lower, upper);
    return terms.cost(node, residual, new double[] {1});
  }

  private static double bound(SettingsNode node, String key, double fallback) {
    return node.optional(key).map(SettingsNode::number).orElse(fallback);
  }

  private static double[] axisWeights(SettingsNode node) {
    double[] weights = node.numbers(3);
    node.items().forEach(SettingsNode::nonNegative);
    return weights;
  }

  private static double[] picked(double[] values, int[] entries) {
    return Arrays.stream(entries).mapToDouble(i -> values[i]).toArray();
  }
}
