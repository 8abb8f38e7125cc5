package dev.trammel.controller.bundle;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.storage.Digests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is in a bundle, for people. */
public final class BundleText {

  private static final List<String> RESULT =
      List.of("ending", "solved", "success_rate", "episodes", "experience_seconds");

  /** Of a line, so that it fits a terminal. */
  private static final int WIDTH = 79;

  private static final int LABEL = 13;

  private BundleText() {}

  /** In one line. */
  public static String title(DeployBundle bundle) {
    String conditions = String.join(", ", bundle.conditions());
    String what = switch (bundle.kind()) {
      case POLICY -> "a policy";
      case LOCAL -> "local controllers of " + conditions;
      case MPC -> "model predictive control of " + conditions;
    };
    return what + " for task " + bundle.task().name() + (bundle.isSigned() ? ", signed" : "");
  }

  /**
   * Whole.
   *
   * @param trusted key that its signature was checked with
   */
  public static List<String> lines(DeployBundle bundle, Optional<Path> trusted) {
    Map<String, @Nullable Object> manifest = bundle.manifest();
    List<String> lines = new ArrayList<>();
    lines.add(upper(title(bundle)));
    add(lines, "robot", manifest.get("robot") + ", " + manifest.get("robot_file"));
    add(lines, "", "SHA-256 " + bundle.robotSha256());
    add(lines, "calibration", String.valueOf(manifest.get("calibration_sha256")));
    String end = bundle.kind() == DeployBundle.Kind.POLICY
        ? "learned over " + bundle.task().steps() + " steps, no end"
        : bundle.horizon() + " steps";
    add(lines, "period", bundle.robot().period() + " s, " + end);
    addAll(lines, "sensors", bundle.robot().sensors());
    add(lines, "estimator", "the state is the sensors, in this order");
    if (bundle.kind() == DeployBundle.Kind.POLICY) {
      addWrapped(lines, "observation", observation(bundle));
      addWrapped(lines, "targets", bundle.targets());
    }
    addAll(lines, "actuators", bundle.robot().actuators());
    add(lines, "safe action", safeAction(bundle));
    addWrapped(lines, "conditions", bundle.conditions());
    if (manifest.get("provenance") instanceof Map<?, ?> provenance) {
      if (provenance.get("policy") instanceof Map<?, ?> policy) {
        foreign(lines, policy, provenance.get("task_of_run"));
      } else {
        run(lines, "run", provenance);
        if (provenance.containsKey("result")) {
          result(lines, provenance.get("result"));
        } else {
          add(lines, "result", "none: the run evaluated another kind of controller");
        }
      }
    }
    add(lines, "signature", signature(bundle, trusted));
    String label = "parts";
    for (Map.Entry<String, Integer> part : bundle.parts().entrySet()) {
      add(lines, label, part.getKey() + ", " + part.getValue() + " bytes");
      label = "";
    }
    return lines;
  }

  /** A policy that no run vouches for. */
  private static void foreign(List<String> lines, Map<?, ?> policy, @Nullable Object run) {
    add(lines, "policy", policy.get("file") + ", of no run's");
    add(lines, "", "SHA-256 " + policy.get("sha256"));
    if (policy.get("distilled") instanceof Map<?, ?> distilled) {
      addAll(
          lines,
          "teachers",
          distilled.get("teachers"),
          teacher -> teacher.get("name") + ", weight " + teacher.get("weight") + sha256(teacher));
      addAll(
          lines,
          "taught in",
          distilled.get("runs"),
          place -> place.get("run") + ", seed " + place.get("seed"));
    } else {
      add(lines, "teachers", "not known");
    }
    if (run instanceof Map<?, ?> info) {
      run(lines, "task of run", info);
    }
    add(lines, "result", "none: no run evaluated this policy");
  }

  private static String sha256(Map<?, ?> json) {
    return json.get("sha256") instanceof String digest
        ? ", SHA-256 " + Digests.shortened(digest)
        : "";
  }

  private static void addAll(
      List<String> lines, String label, @Nullable Object items, Function<Map<?, ?>, String> text) {
    String first = label;
    if (items instanceof List<?> list) {
      for (Object item : list) {
        add(lines, first, item instanceof Map<?, ?> map ? text.apply(map) : String.valueOf(item));
        first = "";
      }
    }
  }

  private static void run(List<String> lines, String label, Map<?, ?> run) {
    add(lines, label, "seed " + run.get("seed") + ", begun " + run.get("started"));
    add(
        lines,
        "",
        "Trammel " + run.get("trammel") + ", Java " + run.get("java") + ", kernels "
            + run.get("kernels"));
    add(lines, "", "settings SHA-256 " + run.get("settings_sha256"));
  }

  private static void result(List<String> lines, @Nullable Object json) {
    if (!(json instanceof Map<?, ?> result) || result.isEmpty()) {
      add(lines, "result", "none: the run has not ended");
      return;
    }
    addWrapped(lines, "result", said(result, RESULT));
    if (result.get("evaluation") instanceof Map<?, ?> evaluation
        && evaluation.get("places") instanceof List<?> places) {
      addWrapped(lines, "evaluation", places.stream().map(BundleText::place).toList());
    }
  }

  /** Where episodes began, and how many of them succeeded. */
  private static String place(@Nullable Object json) {
    return json instanceof Map<?, ?> place
        ? place.get("name") + " " + place.get("successes") + " of " + place.get("episodes")
        : "";
  }

  /** Those of some keys that are there, with their values. */
  private static List<String> said(Map<?, ?> json, List<String> keys) {
    return keys.stream()
        .filter(json::containsKey)
        .map(key -> key.replace('_', ' ') + " " + json.get(key))
        .toList();
  }

  private static String signature(DeployBundle bundle, Optional<Path> trusted) {
    if (!bundle.isSigned()) {
      return "none";
    }
    return trusted
        .map(key -> "Ed25519, of the key " + key)
        .orElse("Ed25519, not checked (--trust PUBLIC.pem checks it)");
  }

  private static List<String> observation(DeployBundle bundle) {
    List<String> names = bundle.task().observation().names();
    List<String> units = bundle.task().observation().units();
    return IntStream.range(0, names.size())
        .mapToObj(i -> names.get(i) + " [" + units.get(i) + "]")
        .toList();
  }

  private static String safeAction(DeployBundle bundle) {
    return bundle.robot().safeAction() instanceof SafeAction.Damping damping
        ? "damping, gains " + damping.gains()
        : "zero";
  }

  private static void addAll(List<String> lines, String label, List<Channel> channels) {
    for (int i = 0; i < channels.size(); i++) {
      Channel channel = channels.get(i);
      String limits = Double.isInfinite(channel.lower()) && Double.isInfinite(channel.upper())
          ? ""
          : " from " + channel.lower() + " to " + channel.upper();
      add(lines, i == 0 ? label : "", channel.name() + " [" + channel.unit() + "]" + limits);
    }
  }

  /** As many to a line as fit. */
  private static void addWrapped(List<String> lines, String label, List<String> names) {
    StringBuilder line = new StringBuilder(names.isEmpty() ? "none" : "");
    String first = label;
    for (int i = 0; i < names.size(); i++) {
      String next = names.get(i) + (i + 1 < names.size() ? "," : "");
      if (!line.isEmpty() && LABEL + 3 + line.length() + next.length() > WIDTH) {
        add(lines, first, line.toString());
        first = "";
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(next);
    }
    add(lines, first, line.toString());
  }

  private static void add(List<String> lines, String label, String text) {
    lines.add(String.format(Locale.ROOT, "  %-" + LABEL + "s%s", label, text));
  }

  private static String upper(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
