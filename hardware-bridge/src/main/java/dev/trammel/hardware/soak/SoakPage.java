package dev.trammel.hardware.soak;

import dev.trammel.hardware.wire.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The result of a soak in Markdown, and its lines while it runs. */
public final class SoakPage {

  private static final double MEGA = 1e6;
  private static final String HEADER =
      "| min | threads | files | heap [MB] | load | faults | episodes whole | ended | accepted |"
          + " refused | breaches |";

  private SoakPage() {}

  /** The head of the table of samples. */
  public static List<String> head() {
    return List.of(HEADER, HEADER.replaceAll("[^|]+", "---"));
  }

  /** A row of it. */
  public static String line(Row row) {
    return String.format(
        Locale.ROOT,
        "| %.1f | %d | %d | %.2f | %.1f | %d | %d | %d | %d | %d | %d |",
        row.seconds() / 60,
        row.sample().threads(),
        row.sample().files(),
        row.sample().heapBytes() / MEGA,
        row.sample().load(),
        row.faults(),
        row.whole(),
        row.ended(),
        row.account().accepted(),
        row.account().refused(),
        row.breaches());
  }

  /** What it came to, in a few lines. */
  public static List<String> verdict(SoakResult result) {
    List<String> lines = new ArrayList<>();
    long broken = result.counts().values().stream().mapToLong(Long::longValue).sum();
    lines.add("- rules: " + (broken == 0 ? "none broken" : broken + " breaches"));
    result
        .counts()
        .forEach((rule, count) -> lines.add(
            "- " + rule + ", " + count + " times: it" + " is not so that " + rule.text()));
    for (Flatness flat : result.flatness()) {
      lines.add("- " + flat.name() + ": " + text(flat));
    }
    return lines;
  }

  private static String text(Flatness flat) {
    if (!flat.known()) {
      return "not judged, too few samples";
    }
    return String.format(
        Locale.ROOT,
        "%s, median %.2f in the first third after the warm-up, %.2f in the last, allowed %.2f",
        flat.hasGrown() ? "GREW" : "flat",
        flat.first(),
        flat.last(),
        flat.allowed());
  }

  /** Lists what was counted. */
  public static List<String> tables(SoakResult result) {
    List<String> lines = new ArrayList<>(List.of("| fault | times |", "|---|---|"));
    for (Mischief kind : Mischief.values()) {
      lines.add("| " + kind.text() + " | " + result.faults().getOrDefault(kind.name(), 0L) + " |");
    }
    lines.add("");
    lines.addAll(List.of("| episodes | |", "|---|---|"));
    result.whole().forEach((kind, count) -> lines.add("| whole, " + kind + " | " + count + " |"));
    result.ended().forEach((why, count) -> lines.add("| ended: " + why + " | " + count + " |"));
    if (!result.rows().isEmpty()) {
      lines.add("");
      lines.addAll(account(result));
    }
    return lines;
  }

  private static List<String> account(SoakResult result) {
    Account account = result.rows().get(result.rows().size() - 1).account();
    List<String> lines = new ArrayList<>(List.of("| at the robot | |", "|---|---|"));
    lines.add("| boots | " + account.boots() + " |");
    lines.add("| leases | " + account.leases() + " |");
    lines.add("| records accepted | " + account.accepted() + " |");
    lines.add("| skipped in sequences | " + account.gaps() + " |");
    for (int i = 0; i < Code.COUNTERS; i++) {
      lines.add("| refused, " + cause(i) + " | " + account.rejected()[i] + " |");
    }
    lines.add(String.format(
        Locale.ROOT,
        "| end of a lease to the first safe effort, longest [ms] | %.1f |",
        account.slowestStop() / 1e3));
    lines.add(String.format(
        Locale.ROOT,
        "| broker started again to the robot being there, longest [s] | %.2f |",
        result.reconnectedSeconds()));
    return lines;
  }

  private static String cause(int counter) {
    return Arrays.stream(Code.values())
        .filter(code -> code.counter() == counter)
        .map(Enum::name)
        .collect(Collectors.joining(", "));
  }

  /** A page of what was broken, each with what happened before. */
  public static List<String> breaches(SoakResult result) {
    List<String> lines = new ArrayList<>();
    for (Breach breach : result.breaches()) {
      lines.add(String.format(
          Locale.ROOT, "%10.3f  %s: %s", breach.seconds(), breach.rule(), breach.what()));
      breach.before().forEach(line -> lines.add("    " + line));
      lines.add("");
    }
    return lines;
  }

  /** For programs. */
  public static Map<String, Object> json(SoakResult result) {
    Map<String, Object> json = new TreeMap<>();
    json.put("sound", result.isSound());
    json.put("faults", result.faults());
    json.put("episodes", result.whole());
    json.put("ended", result.ended());
    json.put(
        "breaches",
        result.counts().entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().name(), Map.Entry::getValue)));
    json.put("samples", result.rows().size());
    return json;
  }
}
