package dev.trammel.controller.task;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.task.TargetPath.Waypoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Reads the {@code cost} section: a list of terms whose sum is the cost. */
final class CostReader {

  private static final String[] COMMON = {"type", "weight", "norm", "ramp"};

  private final PlantSettings plant;
  private final int steps;
  private final Targets targets;
  private final Names names;
  private final String[] stateNames;

  CostReader(PlantSettings plant, int steps, Targets targets) {
    this.plant = plant;
    this.steps = steps;
    this.targets = targets;
    names = new Names(plant.robot());
    stateNames = plant.spec().sensors().stream().map(Channel::name).toArray(String[]::new);
  }

  Cost read(SettingsNode list) {
    List<Cost> terms = new ArrayList<>();
    for (SettingsNode node : list.items()) {
      terms.add(term(node));
    }
    if (terms.isEmpty()) {
      throw list.error("must not be empty", "no entry", "at least one term");
    }
    return new CostSum(terms);
  }

  private Cost term(SettingsNode node) {
    String type = node.child("type").oneOf("state", "input", "angle", "limit");
    return switch (type) {
      case "state" -> state(node);
      case "input" -> input(node);
      case "angle" -> angle(node);
      default -> limit(node);
    };
  }

  private Cost state(SettingsNode node) {
    allow(node, "weights", "target", "waypoints");
    double[] weights = magnitudes(node.child("weights"), stateNames);
    int[] entries = nonZero(weights);
    Function<SettingsNode, double[]> place =
        target -> picked(targets.byName(target, stateNames), entries);
    TargetPath path = node.has("target") || node.has("waypoints")
        ? path(node, place)
        : TargetPath.constant(new double[entries.length]);
    return cost(node, EntryResidual.ofState(entries, path), picked(weights, entries));
  }

  private Cost input(SettingsNode node) {
    allow(node, "weights");
    double[] weights = names.perActuator(node.child("weights"), plant.actuators());
    return cost(node, EntryResidual.ofInput(stateNames.length, weights.length), weights);
  }

  private Cost angle(SettingsNode node) {
    allow(node, "joint", "target", "waypoints");
    int entry = plant.layout().position(names.joint(node.child("joint")));
    if (entry == StateLayout.ABSENT) {
      throw node.child("joint")
          .error("must be measured", "a joint without a position sensor", "a measured joint");
    }
    TargetPath path = path(node, target -> new double[] {targets.number(target)});
    return cost(node, new AngleResidual(entry, path), new double[] {1});
  }

  private Cost limit(SettingsNode node) {
    allow(node, "of", "lower", "upper", "margin");
    List<Channel> inputs = plant.spec().actuators();
    String[] all = limited(inputs);
    SettingsNode of = node.child("of");
    int entry = Arrays.asList(all).indexOf(of.oneOf(all));
    double margin = node.optional("margin").map(SettingsNode::nonNegative).orElse(0.0);
    int input = entry - stateNames.length;
    double lower = bound(
        node, "lower", input < 0 ? Double.NEGATIVE_INFINITY : inputs.get(input).lower());
    double upper = bound(
        node, "upper", input < 0 ? Double.POSITIVE_INFINITY : inputs.get(input).upper());
    if (Double.isInfinite(lower) && Double.isInfinite(upper)
        || !(lower + margin < upper - margin)) {
      throw node.error(
          "needs a bound, and room between lower + margin and upper - margin",
          lower + " to " + upper + " with margin " + margin,
          "lower + margin < upper - margin");
    }
    Residual residual = new LimitResidual(entry, stateNames.length, lower + margin, upper - margin);
    return cost(node, residual, new double[] {1});
  }

  /** The entries of z: the state's by the sensors' names, the input's as "input NAME". */
  private String[] limited(List<Channel> inputs) {
    List<String> all = new ArrayList<>(Arrays.asList(stateNames));
    for (Channel input : inputs) {
      all.add("input " + input.name());
    }
    return all.toArray(new String[0]);
  }

  private static double bound(SettingsNode node, String key, double fallback) {
    return node.optional(key).map(SettingsNode::number).orElse(fallback);
  }

  private Cost cost(SettingsNode node, Residual residual, double[] weights) {
    double weight = node.optional("weight").map(SettingsNode::nonNegative).orElse(1.0);
    Ramp ramp = node.optional("ramp").map(r -> ramp(r)).orElse(Ramp.NONE);
    SmoothNorm norm = node.optional("norm").map(CostReader::norm).orElse(SmoothNorm.square());
    double[] schedule = ramp.schedule(steps, plant.period());
    for (int t = 0; t < schedule.length; t++) {
      schedule[t] *= weight;
    }
    return new NormCost(residual, weights, norm, schedule);
  }

  private static SmoothNorm norm(SettingsNode node) {
    node.allow("l2", "l1", "log", "alpha", "curvature");
    String curvature = node.optional("curvature")
        .map(n -> n.oneOf("projected", "majorized", "exact"))
        .orElse("projected");
    return new SmoothNorm(
        node.optional("l2").map(SettingsNode::nonNegative).orElse(0.0),
        node.optional("l1").map(SettingsNode::nonNegative).orElse(0.0),
        node.optional("log").map(SettingsNode::nonNegative).orElse(0.0),
        node.optional("alpha").map(SettingsNode::positive).orElse(1e-4),
        SmoothNorm.Curvature.valueOf(upper(curvature)));
  }

  private Ramp ramp(SettingsNode node) {
    node.allow("shape", "from", "last");
    String shape = node.optional("shape")
        .map(n -> n.oneOf("constant", "linear", "quadratic", "final"))
        .orElse("constant");
    return new Ramp(
        Ramp.Shape.valueOf(upper(shape)),
        node.optional("from").map(n -> n.number(0, steps * plant.period())).orElse(0.0),
        node.optional("last").map(SettingsNode::nonNegative).orElse(1.0));
  }

  private TargetPath path(SettingsNode node, Function<SettingsNode, double[]> place) {
    if (!node.has("waypoints")) {
      return TargetPath.constant(place.apply(node.child("target")));
    }
    List<Waypoint> waypoints = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (SettingsNode item : node.child("waypoints").items()) {
      item.allow("time", "target");
      double time = item.child("time").nonNegative();
      if (time <= last) {
        throw item.child("time").error("times must rise", "" + time, "more than " + last);
      }
      last = time;
      waypoints.add(new Waypoint(time, place.apply(item.child("target"))));
    }
    if (waypoints.isEmpty() || node.has("target")) {
      throw node.child("waypoints")
          .error("must stand for a target", "an empty list, or a target as well", "either one");
    }
    return TargetPath.through(waypoints, steps, plant.period());
  }

  private static void allow(SettingsNode node, String... own) {
    List<String> keys = new ArrayList<>(Arrays.asList(COMMON));
    keys.addAll(Arrays.asList(own));
    node.allow(keys.toArray(new String[0]));
  }

  private static double[] magnitudes(SettingsNode node, String... names) {
    double[] values = Names.byName(node, names);
    node.entries().values().forEach(SettingsNode::nonNegative);
    return values;
  }

  private static int[] nonZero(double[] weights) {
    return IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray();
  }

  private static double[] picked(double[] values, int[] entries) {
    return Arrays.stream(entries).mapToDouble(i -> values[i]).toArray();
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
