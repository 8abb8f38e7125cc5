package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The schema and the readers are one truth told twice. A new key of a reader fails here until it is
 * in the schema with a description, in {@code docs}, and in a sample; a new key of the schema until
 * a reader knows it.
 */
class TaskSchemaTest {

  /** Rules that keys have with each other, with files or with the robot: no schema can say them. */
  private static final Pattern BEYOND_SCHEMA = Pattern.compile(".*: (unknown name|no such file"
      + "|no such target|must not repeat|must be unique|must divide|times must rise|needs a bound"
      + "|must be measured|of a free object|must move with|must be known|its speed must be known"
      + "|must not fall|must stay within|region[.]targets: must be given|needs a velocity sensor|gravity compensation"
      + "|algorithm[.](excitation|exploration|initial)[.]\\w+[.]\\w+: must be given"
      + "|.*(timeStep|time|from|until|window|most): out of range).*");

  @TempDir
  Path folder;

  private TaskSamples samples;
  private SchemaJudge judge;

  @BeforeEach
  void prepare() throws Exception {
    samples = new TaskSamples(folder);
    judge = SchemaJudge.of(TaskSchema.text());
  }

  @Test
  void readersAndSchemaAcceptEverySample() throws IOException {
    for (String text : samples.texts()) {
      assertThat(samples.inspect(text).complaints()).isEmpty();
      assertThat(judge.complaints(SchemaJudge.json(text))).isEmpty();
    }
  }

  @Test
  void everyKeyThatAReaderKnowsIsInTheSchema() throws IOException {
    for (String text : samples.texts()) {
      JsonNode value = SchemaJudge.json(text);
      for (Map.Entry<String, Set<String>> known : samples.inspect(text).keys().entrySet()) {
        String place = "/" + known.getKey().replace("[", "/").replace("]", "").replace(".", "/");
        String pointer = known.getKey().isEmpty() ? "" : place;
        for (String key : known.getValue()) {
          JsonNode with = value.deepCopy();
          ((ObjectNode) with.at(pointer)).put(key, "anything");

          assertThat(judge.refusesKey(with, pointer.isEmpty() ? "" : pointer, key))
              .as("the schema must have the key '%s' at %s", key, place)
              .isFalse();
        }
      }
    }
  }

  @Test
  void everyKeyOfTheSchemaIsInASampleThatReadersAccept() throws Exception {
    List<JsonNode> values = samples.texts().stream().map(SchemaJudge::json).toList();
    JsonNode schema = SchemaJudge.JSON.readTree(TaskSchema.text());
    List<String> unused = new ArrayList<>();
    for (String pointer : propertyPointers(schema, "", new ArrayList<>())) {
      JsonNode without = schema.deepCopy();
      int last = pointer.lastIndexOf('/');
      ((ObjectNode) without.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
      SchemaJudge poorer = new SchemaJudge(without);
      if (values.stream().allMatch(poorer::accepts)) {
        unused.add(pointer);
      }
    }

    assertThat(unused).as("keys of the schema that no sample has").isEmpty();
  }

  @Test
  void theSchemaExplainsEveryKeyAndIsOpenNowhere() throws Exception {
    JsonNode schema = SchemaJudge.JSON.readTree(TaskSchema.text());
    for (String pointer : propertyPointers(schema, "", new ArrayList<>())) {
      JsonNode property = schema.at(pointer);
      String reference = property.path("$ref").asText();
      JsonNode explained = reference.isEmpty() ? property : schema.at(reference.substring(1));

      assertThat(explained.path("description").asText()).as(pointer).isNotBlank();
    }
    assertThat(schema.findParents("properties"))
        .filteredOn(node -> node.path("properties").size() > 1)
        .allMatch(node -> !node.path("additionalProperties").asBoolean(true));
    assertThat(schema.findParents("items")).allMatch(node -> node.path("items").isObject());
  }

  static List<String> everyKey() throws IOException {
    return TaskSamples.everyKey();
  }

  @ParameterizedTest
  @MethodSource("everyKey")
  void aChangedTaskIsJudgedAlikeByBoth(String text) throws Exception {
    // the others differ from the first in their algorithm alone
    boolean isFirst = text.equals(everyKey().get(0));
    JsonNode value = SchemaJudge.json(text);
    int refused = 0;
    List<String> differences = new ArrayList<>();
    for (JsonNode changed : Mutations.of(value, isFirst ? "" : "/algorithm")) {
      List<SettingsException> complaints =
          samples.inspect(SchemaJudge.JSON.writeValueAsString(changed)).complaints();
      if (judge.accepts(changed)) {
        complaints.stream()
            .filter(complaint -> !isBeyondSchema(complaint))
            .forEach(complaint -> differences.add("only a reader: " + complaint.getMessage()));
      } else {
        refused++;
        if (complaints.isEmpty()) {
          differences.add("only the schema: " + judge.complaints(changed));
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(refused).isGreaterThan(isFirst ? 1000 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "guided: {points: 100}                                | model: {type: gaussian-process}",
        "guided: {spread: 0}                                  | model: {type: gaussian-process}",
        "model: {type: gaussian-process}, guided: {prior: constant}          | model: {}",
        "type: badmm, guided: {sampling: on-policy}                          | type: mdgps",
        "guided: {badmm: {growth: 1}}                | guided: {badmm: {rule: fixed, growth: 1}}",
        "guided: {badmm: {rule: ratio, growth: 1}}   | guided: {badmm: {rule: ascent, growth: 1}}",
      })
  void aKeyThatAnotherLeavesWithoutMeaningIsRefusedByBoth(String refused, String remedy)
      throws Exception {
    ObjectNode meaningless = (ObjectNode) SchemaJudge.json("{" + refused + "}");
    ObjectNode meant =
        meaningless.deepCopy().setAll((ObjectNode) SchemaJudge.json("{" + remedy + "}"));

    assertThat(refusals(meaningless)).containsExactly(true, true);
    assertThat(refusals(meant)).containsExactly(false, false);
  }

  /** Whether a reader and the schema refuse an algorithm. */
  private List<Boolean> refusals(JsonNode algorithm) throws Exception {
    String text = TaskSamples.withAlgorithm(everyKey().get(0), algorithm.toString());
    return List.of(
        !samples.inspect(text).complaints().isEmpty(), !judge.accepts(SchemaJudge.json(text)));
  }

  private static boolean isBeyondSchema(SettingsException complaint) {
    // a target is of the kind that its user needs, wherever it is used
    return complaint.key().contains(".targets.")
        || BEYOND_SCHEMA.matcher(String.valueOf(complaint.getMessage())).matches();
  }

  @Test
  void everyKeyIsOnThePagesThatExplainTasks() throws Exception {
    Path docs = TaskCatalog.shipped().find("planar-reach").resolveSibling("../docs");
    String pages =
        Files.readString(docs.resolve("tasks.md")) + Files.readString(docs.resolve("learning.md"));
    JsonNode schema = SchemaJudge.JSON.readTree(TaskSchema.text());
    Set<String> missing = new TreeSet<>();
    for (String pointer : propertyPointers(schema, "", new ArrayList<>())) {
      String key = pointer.substring(pointer.lastIndexOf('/') + 1);
      if (!pages.matches("(?s).*[`.{ ]" + key + "[`:,}.].*")) {
        missing.add(key);
      }
    }

    assertThat(missing).isEmpty();
  }

  /** Where the schema declares keys. */
  private static List<String> propertyPointers(JsonNode node, String at, List<String> found) {
    StreamSupport.stream(
            ((Iterable<Map.Entry<String, JsonNode>>) node::fields).spliterator(), false)
        .forEach(field -> {
          String pointer = at + "/" + field.getKey();
          boolean declares = field.getKey().equals("properties")
              && !at.matches(".*/(if|not)")
              && field.getValue().size() > 1;
          if (declares) {
            field.getValue().fieldNames().forEachRemaining(key -> found.add(pointer + "/" + key));
          }
          propertyPointers(field.getValue(), pointer, found);
        });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      propertyPointers(node.get(i), at + "/" + i, found);
    }
    return found;
  }
}
