package dev.trammel.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What is written is what Surefire's schema 3.0 allows, read by a reader that allows no more. */
class JUnitXmlTest {

  /** Of each element, the children that may be in it. */
  private static final Map<String, List<String>> CHILDREN = Map.of(
      "testsuite", List.of("properties", "testcase"),
      "properties", List.of("property"),
      "property", List.of(),
      "testcase", List.of("failure", "system-out"),
      "failure", List.of(),
      "system-out", List.of());

  /** Of each element, the attributes that must be there and those that may. */
  private static final Map<String, List<Set<String>>> ATTRIBUTES = Map.of(
      "testsuite",
          List.of(
              Set.of("name", "tests", "errors", "skipped", "failures"),
              Set.of("version", "time", "group")),
      "properties", List.of(Set.of(), Set.of()),
      "property", List.of(Set.of("name", "value"), Set.of()),
      "testcase", List.of(Set.of("name", "time"), Set.of("classname", "group")),
      "failure", List.of(Set.of("type"), Set.of("message")),
      "system-out", List.of(Set.of(), Set.of()));

  private static final ScenarioResult PASSED =
      result("wind & <weather>", new EpisodeOutcome(0, 7, Optional.empty(), Map.of(), 1));
  private static final ScenarioResult FAILED = result(
      "ice.cold",
      new EpisodeOutcome(
          4, -9, Optional.of("no success: \"off\" by 2 ]]> \u0001"), Map.of("mass sled", 1.5), 1));

  @Test
  void everyElementAndAttributeIsTheSchemas() throws Exception {
    Element suite = parse(PASSED, FAILED);

    requireAllowed(suite);
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
  }

  @Test
  void aFailureSaysWhichEpisodesFailedAndHowToRunOneAgain() throws Exception {
    Element failure =
        (Element) parse(PASSED, FAILED).getElementsByTagName("failure").item(0);

    assertThat(((Element) failure.getParentNode()).getAttribute("classname"))
        .isEqualTo("my.ice_cold");
    assertThat(failure.getAttribute("message")).startsWith("ice.cold/left: 0 of 1 episodes passed");
    assertThat(failure.getTextContent())
        .contains("episode 4, seed -9: no success: \"off\" by 2 ]]> \uFFFD")
        .contains("Run it again: trammel verify my.yaml --scenario ice.cold --condition left"
            + " --episode 4");
  }

  @Test
  void whatPassedHasNoFailure() throws Exception {
    Element suite = parse(PASSED);

    assertThat(suite.getElementsByTagName("failure").getLength()).isZero();
    assertThat(((Element) suite.getElementsByTagName("testcase").item(0)).getAttribute("classname"))
        .isEqualTo("my.wind & <weather>");
  }

  private static ScenarioResult result(String name, EpisodeOutcome episode) {
    return new ScenarioResult(name, "left", Requirement.passRate(0.9), List.of(episode), 1234.5678);
  }

  private static Element parse(ScenarioResult... results) throws Exception {
    VerificationResult result = new VerificationResult("sled", 3, List.of(results));
    String xml = JUnitXml.write(result, "my", "trammel verify my.yaml");
    return document(xml);
  }

  private static Element document(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setIgnoringComments(false);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static void requireAllowed(Element element) throws IOException {
    String name = element.getTagName();
    assertThat(CHILDREN).containsKey(name);
    List<String> allowed = CHILDREN.getOrDefault(name, List.of());
    int last = 0;
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        // children come in the order of the schema's sequence
        int place = allowed.indexOf(inner.getTagName());
        assertThat(place).isGreaterThanOrEqualTo(last);
        last = place;
        requireAllowed(inner);
      } else if (!allowed.isEmpty()) {
        assertThat(child.getTextContent()).isBlank();
      }
    }
    requireAttributes(element, ATTRIBUTES.getOrDefault(name, List.of(Set.of(), Set.of())));
  }

  private static void requireAttributes(Element element, List<Set<String>> rules) {
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      String attribute = element.getAttributes().item(i).getNodeName();
      assertThat(rules.get(0).contains(attribute) || rules.get(1).contains(attribute))
          .isTrue();
    }
    rules.get(0).forEach(needed -> assertThat(element.hasAttribute(needed)).isTrue());
    if (element.hasAttribute("time")) {
      assertThat(element.getAttribute("time"))
          .matches("(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\\.[0-9]{0,3})?");
    }
  }
}
