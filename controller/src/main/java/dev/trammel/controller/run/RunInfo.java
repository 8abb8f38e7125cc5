package dev.trammel.controller.run;

import dev.trammel.controller.task.CalibrationInForce;
import dev.trammel.controller.task.TaskSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run was made with: everything its bits depend on, and when and where.
 *
 * @param task its name
 * @param seed of everything random
 * @param settings fingerprint of the task's files, SHA-256
 * @param calibration SHA-256 of the calibration among them, or "none"
 * @param trammel version
 * @param java version of the runtime
 * @param system operating system and processor
 * @param kernels name of the numerical kernels
 * @param started UTC, ISO 8601
 */
public record RunInfo(
    String task,
    long seed,
    String settings,
    String calibration,
    String trammel,
    String java,
    String system,
    String kernels,
    String started) {

  private static final String CALIBRATION = "calibration_sha256";

  /** This program on this machine. */
  public static RunInfo here(
      String task, long seed, TaskSource source, String kernels, String started) {
    return new RunInfo(
        task,
        seed,
        fingerprint(source),
        source.calibrationSha256(),
        trammelVersion(),
        Runtime.version().toString(),
        System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
            + System.getProperty("os.arch"),
        kernels,
        started);
  }

  /** The version in the jar's manifest. */
  public static String trammelVersion() {
    String version = RunInfo.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  static String fingerprint(TaskSource source) {
    MessageDigest digest = sha256();
    for (String text : List.of(source.yaml(), source.robotFile(), source.robot())) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    source.others().forEach((file, text) -> {
      digest.update((file + "\0" + text + "\0").getBytes(StandardCharsets.UTF_8));
    });
    return HexFormat.of().formatHex(digest.digest());
  }

  /** SHA-256 of a file, as {@code sha256sum} says it. */
  public static String fingerprint(Path file) throws IOException {
    return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Why a continuation under {@code now} may not give this run's bits; empty if it does. */
  public List<String> differences(RunInfo now) {
    List<String> differences = new ArrayList<>();
    compare("settings", settings, now.settings, differences);
    compare("version of Trammel", trammel, now.trammel, differences);
    compare("kernels", kernels, now.kernels, differences);
    compare("Java", javaFeature(java), javaFeature(now.java), differences);
    return differences;
  }

  private static void compare(String what, String then, String now, List<String> differences) {
    if (!then.equals(now)) {
      differences.add(what + " was " + shortened(then) + ", now " + shortened(now));
    }
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 12) + "…" : text;
  }

  private static String javaFeature(String version) {
    return version.split("[.+-]", 2)[0];
  }

  /** As programs read it. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", task);
    json.put("seed", seed);
    json.put("settings_sha256", settings);
    json.put(CALIBRATION, calibration);
    json.put("trammel", trammel);
    json.put("java", java);
    json.put("system", system);
    json.put("kernels", kernels);
    json.put("started", started);
    return json;
  }

  static RunInfo fromJson(Map<String, @Nullable Object> json) {
    if (!(json.get("seed") instanceof Number seed)) {
      throw new IllegalArgumentException("seed must be a number, was " + json.get("seed"));
    }
    return new RunInfo(
        text(json, "task"),
        seed.longValue(),
        text(json, "settings_sha256"),
        // runs of old do not say
        json.containsKey(CALIBRATION) ? text(json, CALIBRATION) : CalibrationInForce.NONE,
        text(json, "trammel"),
        text(json, "java"),
        text(json, "system"),
        text(json, "kernels"),
        text(json, "started"));
  }

  private static String text(Map<String, @Nullable Object> json, String key) {
    if (!(json.get(key) instanceof String text)) {
      throw new IllegalArgumentException(key + " must be a text, was " + json.get(key));
    }
    return text;
  }
}
