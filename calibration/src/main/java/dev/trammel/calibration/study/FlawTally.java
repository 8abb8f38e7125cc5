package dev.trammel.calibration.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which flaws of robots the answers to a question found, and which sound robots they found fault
 * with.
 */
final class FlawTally {

  private static final String FAIL = "fail";
  private static final String PASS = "pass";
  private static final double MILLIS = 1e3;

  private int flawed;
  private int found;
  private int flaws;
  private int named;
  private int behind;
  private int sound;
  private int alarms;
  private int unclear;
  private int silences;
  private double latest;

  /** Takes one answer in; says what is to be said of it, nothing of a robot that was simply right. */
  Optional<String> add(Asked asked, Truth truth) {
    List<Map<?, ?>> judgements = judgements(asked);
    List<Map<?, ?>> failed =
        judgements.stream().filter(each -> FAIL.equals(each.get("verdict"))).toList();
    silence(asked, truth);
    return truth.flaws().isEmpty()
        ? sound(judgements, failed)
        : flawed(truth.flaws(), judgements, failed);
  }

  private static List<Map<?, ?>> judgements(Asked asked) {
    List<Map<?, ?>> all = new ArrayList<>();
    asked.findings().ifPresent(findings -> {
      if (findings.get("judgements") instanceof List<?> list) {
        list.forEach(each -> all.add((Map<?, ?>) each));
      }
    });
    return all;
  }

  private Optional<String> sound(List<Map<?, ?>> judgements, List<Map<?, ?>> failed) {
    sound++;
    alarms += failed.isEmpty() ? 0 : 1;
    boolean passes = !judgements.isEmpty()
        && judgements.stream().allMatch(each -> PASS.equals(each.get("verdict")));
    unclear += failed.isEmpty() && !passes ? 1 : 0;
    return passes
        ? Optional.empty()
        : Optional.of("sound, but " + (judgements.isEmpty() ? "no findings" : open(judgements)));
  }

  private Optional<String> flawed(
      List<String> drawn, List<Map<?, ?>> judgements, List<Map<?, ?>> failed) {
    flawed++;
    found += failed.isEmpty() ? 0 : 1;
    flaws += drawn.size();
    List<String> missed = new ArrayList<>();
    for (String flaw : drawn) {
      if (failed.stream().anyMatch(each -> isOf(each, flaw))) {
        named++;
      } else if (flaw.startsWith("limit:") && isUnasked(judgements)) {
        behind++;
      } else {
        missed.add(flaw);
      }
    }
    return missed.isEmpty()
        ? Optional.empty()
        : Optional.of("not named " + missed + " of " + drawn + ": " + open(judgements));
  }

  /** Limits wait for signs: they are looked at when these are mended. */
  private static boolean isUnasked(List<Map<?, ?>> judgements) {
    return judgements.stream().noneMatch(each -> subject(each).endsWith(" limit"));
  }

  private static boolean isOf(Map<?, ?> judgement, String flaw) {
    String[] parts = flaw.split(":", -1);
    String subject = subject(judgement);
    if (subject.equals("joint mapping")) {
      return List.of("sign", "motor", "swap").contains(parts[0]);
    }
    return switch (parts[0]) {
      case "sign", "motor" -> subject.equals(parts[1] + " sign");
      case "swap" -> subject.equals(parts[1] + " motor") || subject.equals(parts[2] + " motor");
      // where it reads no further looks like an end stop to whoever comes there once, slowly
      case "saturate" ->
        subject.equals(parts[1] + " reading")
            || subject.equals(
                parts[1] + (parts[2].startsWith("-") ? " lower" : " upper") + " limit");
      case "dead" -> subject.equals(parts[1] + " encoder");
      case "limit" ->
        subject.equals(parts[1] + (parts[2].startsWith("-") ? " lower" : " upper") + " limit");
      default -> subject.equals(parts[0]);
    };
  }

  private static String subject(Map<?, ?> judgement) {
    return String.valueOf(judgement.get("subject"));
  }

  private static String open(List<Map<?, ?>> judgements) {
    return judgements.stream()
        .filter(each -> !PASS.equals(each.get("verdict")))
        .map(each -> each.get("verdict") + ", " + each.get("subject") + ": " + each.get("reason"))
        .collect(Collectors.joining("; "));
  }

  /** How far off the measured watchdog is from when the robot really gives up. */
  private void silence(Asked asked, Truth truth) {
    asked.findings().ifPresent(findings -> {
      if (findings.get("numbers") instanceof Map<?, ?> numbers
          && numbers.get("watchdog_seconds") instanceof Number measured
          && numbers.get("watchdog_lease_seconds") instanceof Number lease) {
        double late = truth.flaws().stream()
            .filter(flaw -> flaw.startsWith("watchdog:"))
            .mapToDouble(flaw -> Double.parseDouble(flaw.substring(flaw.indexOf(':') + 1)))
            .sum();
        silences++;
        latest = Math.max(latest, Math.abs(measured.doubleValue() - lease.doubleValue() - late));
      }
    });
  }

  /** What it comes to. */
  List<String> lines() {
    return List.of(
        "robots with flaws: " + flawed + ", found " + found + "; sound: " + sound
            + ", false alarms " + alarms + ", not all identifiable " + unclear,
        "flaws: " + flaws + ", named " + named + ", limits not looked at before a sign is mended "
            + behind + ", neither " + (flaws - named - behind),
        String.format(
            Locale.ROOT,
            "watchdogs measured: %d, at most %.2f ms from what they are",
            silences,
            MILLIS * latest));
  }
}
