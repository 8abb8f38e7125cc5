package dev.trammel.sim.scenario;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes results as the XML that build servers read, after Surefire's schema 3.0: one test case for
 * each scenario and condition; a failure says which episodes failed and how to run one again.
 */
final class JUnitXml {

  private final StringBuilder out = new StringBuilder();
  private final String suite;
  private final String rerun;

  private JUnitXml(String suite, String rerun) {
    this.suite = suite;
    this.rerun = rerun;
  }

  /**
   * The whole file.
   *
   * @param suite what was run, for people
   * @param rerun the command that ran it
   */
  static String write(VerificationResult result, String suite, String rerun) {
    JUnitXml xml = new JUnitXml(suite, rerun);
    xml.suite(result);
    return xml.out.toString();
  }

  private void suite(VerificationResult result) {
    long failures =
        result.scenarios().stream().filter(scenario -> !scenario.passed()).count();
    double seconds =
        result.scenarios().stream().mapToDouble(ScenarioResult::seconds).sum();
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite");
    attribute("name", suite);
    attribute("time", seconds(seconds));
    attribute("tests", String.valueOf(result.scenarios().size()));
    attribute("errors", "0");
    attribute("skipped", "0");
    attribute("failures", String.valueOf(failures));
    out.append(">\n  <properties>\n");
    property("trammel.task", result.task());
    property("trammel.seed", String.valueOf(result.seed()));
    property("trammel.trajectory_hash", result.hash());
    property("trammel.command", rerun);
    out.append("  </properties>\n");
    result.scenarios().forEach(this::testCase);
    out.append("</testsuite>\n");
  }

  private void testCase(ScenarioResult scenario) {
    out.append("  <testcase");
    attribute("name", scenario.condition());
    attribute("classname", suite + "." + scenario.scenario().replace('.', '_'));
    attribute("time", seconds(scenario.seconds()));
    out.append(">\n");
    if (!scenario.passed()) {
      out.append("    <failure");
      attribute("message", scenario.summary());
      attribute("type", "passRate");
      out.append(">");
      text(scenario.explanation() + "\n" + again(scenario));
      out.append("</failure>\n");
    }
    out.append("    <system-out>");
    text(scenario.summary() + failures(scenario));
    out.append("</system-out>\n  </testcase>\n");
  }

  /** All of them, for programs that read no more than this file. */
  private static String failures(ScenarioResult scenario) {
    return scenario.failures().stream()
        .map(episode -> "\n" + ResultText.line(episode))
        .collect(Collectors.joining());
  }

  private String again(ScenarioResult scenario) {
    return scenario.failures().stream()
        .findFirst()
        .map(episode -> "Run it again: " + Rerun.command(rerun, scenario, episode))
        .orElse("");
  }

  private void property(String name, String value) {
    out.append("    <property");
    attribute("name", name);
    attribute("value", value);
    out.append("/>\n");
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    text(value);
    out.append('"');
  }

  /** Escapes what XML does not take as it is; what it does not take at all becomes U+FFFD. */
  private void text(String text) {
    text.codePoints().forEach(c -> {
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        default -> out.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
      }
    });
  }

  private static boolean isAllowed(int c) {
    boolean space = c == '\n' || c == '\t' || c == '\r';
    return space || c >= ' ' && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
