package dev.trammel.controller.bundle;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.SafeAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is in a bundle, for people. */
public final class BundleText {

  private static final List<String> RESULT =
      List.of("ending", "solved", "success_rate", "episodes", "experience_seconds");
  private static final List<String> EVALUATION = List.of("episodes", "successes");

  private BundleText() {}

  /** In one line. */
  public static String title(DeployBundle bundle) {
    String what = bundle.kind() == DeployBundle.Kind.POLICY
        ? "a policy"
        : "local controllers of " + String.join(", ", bundle.conditions());
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
    String end = bundle.kind() == DeployBundle.Kind.LOCAL
        ? bundle.horizon() + " steps"
        : "learned over " + bundle.task().steps() + " steps, no end";
    add(lines, "period", bundle.robot().period() + " s, " + end);
    addAll(lines, "sensors", bundle.robot().sensors());
    add(lines, "estimator", "the state is the sensors, in this order");
    if (bundle.kind() == DeployBundle.Kind.POLICY) {
      add(lines, "observation", observation(bundle));
      add(lines, "targets", listed(bundle.targets()));
    }
    addAll(lines, "actuators", bundle.robot().actuators());
    add(lines, "safe action", safeAction(bundle));
    add(lines, "conditions", listed(bundle.conditions()));
    if (manifest.get("provenance") instanceof Map<?, ?> run) {
      provenance(lines, run);
    }
    add(lines, "signature", signature(bundle, trusted));
    String label = "parts";
    for (Map.Entry<String, Integer> part : bundle.parts().entrySet()) {
      add(lines, label, part.getKey() + ", " + part.getValue() + " bytes");
      label = "";
    }
    return lines;
  }

  private static void provenance(List<String> lines, Map<?, ?> run) {
    add(lines, "run", "seed " + run.get("seed") + ", begun " + run.get("started"));
    add(
        lines,
        "",
        "Trammel " + run.get("trammel") + ", Java " + run.get("java") + ", kernels "
            + run.get("kernels"));
    add(lines, "", "settings SHA-256 " + run.get("settings_sha256"));
    if (run.get("result") instanceof Map<?, ?> result && !result.isEmpty()) {
      add(lines, "result", said(result, RESULT));
      if (result.get("evaluation") instanceof Map<?, ?> evaluation) {
        add(lines, "evaluation", said(evaluation, EVALUATION));
      }
    } else {
      add(lines, "result", "none: the run has not ended");
    }
  }

  /** Those of some keys that are there, with their values. */
  private static String said(Map<?, ?> json, List<String> keys) {
    return keys.stream()
        .filter(json::containsKey)
        .map(key -> key.replace('_', ' ') + " " + json.get(key))
        .collect(Collectors.joining(", "));
  }

  private static String signature(DeployBundle bundle, Optional<Path> trusted) {
    if (!bundle.isSigned()) {
      return "none";
    }
    return trusted
        .map(key -> "Ed25519, of the key " + key)
        .orElse("Ed25519, not checked (--trust PUBLIC.pem checks it)");
  }

  private static String observation(DeployBundle bundle) {
    List<String> names = bundle.task().observation().names();
    List<String> units = bundle.task().observation().units();
    return IntStream.range(0, names.size())
        .mapToObj(i -> names.get(i) + " [" + units.get(i) + "]")
        .collect(Collectors.joining(", "));
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

  private static String listed(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static void add(List<String> lines, String label, String text) {
    lines.add(String.format(Locale.ROOT, "  %-13s%s", label, text));
  }

  private static String upper(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
