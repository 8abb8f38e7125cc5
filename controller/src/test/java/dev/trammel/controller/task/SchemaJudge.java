package dev.trammel.controller.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Judges YAML by a JSON Schema, as an editor does. */
final class SchemaJudge {

  static final ObjectMapper JSON = new ObjectMapper();

  private final JsonSchema schema;

  SchemaJudge(JsonNode schema) {
    this.schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
  }

  static SchemaJudge of(String schema) throws Exception {
    return new SchemaJudge(JSON.readTree(schema));
  }

  /** What is wrong with a value. */
  Set<ValidationMessage> complaints(JsonNode value) {
    return schema.validate(value);
  }

  boolean accepts(JsonNode value) {
    return complaints(value).isEmpty();
  }

  /** Whether a mapping at this place may not have this key. */
  boolean refusesKey(JsonNode value, String place, String key) {
    return complaints(value).stream()
        .anyMatch(complaint -> complaint.getType().equals("additionalProperties")
            && key.equals(complaint.getProperty())
            && complaint.getInstanceLocation().toString().equals(place));
  }

  /** YAML as JSON. */
  static JsonNode json(String yaml) {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    return JSON.valueToTree(
        Optional.ofNullable(new Load(settings).loadFromString(yaml)).orElseThrow());
  }
}
