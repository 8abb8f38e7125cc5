package dev.trammel.controller.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A value changed in one place, in every place and in many ways. */
final class Mutations {

  private static final String[] INSTEAD = {
    "null",
    "\"nonsense\"",
    "-1",
    "0",
    "0.5",
    "7",
    "1e-12",
    "1e12",
    "true",
    "[]",
    "[1]",
    "{}",
    "{\"nonsense\": 1}",
  };

  private final JsonNode whole;
  private final List<JsonNode> changed = new ArrayList<>();

  private Mutations(JsonNode whole) {
    this.whole = whole;
  }

  /**
   * All changes below a place.
   *
   * @param pointer JSON Pointer of the place
   */
  static List<JsonNode> of(JsonNode whole, String pointer) throws Exception {
    Mutations mutations = new Mutations(whole);
    mutations.walk(whole.at(pointer), pointer);
    return mutations.changed;
  }

  private void walk(JsonNode node, String pointer) throws Exception {
    if (node instanceof ObjectNode object) {
      addKey(pointer);
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      for (String key : keys) {
        JsonNode without = whole.deepCopy();
        ((ObjectNode) without.at(pointer)).remove(key);
        changed.add(without);
        for (String instead : INSTEAD) {
          JsonNode with = whole.deepCopy();
          ((ObjectNode) with.at(pointer)).set(key, SchemaJudge.JSON.readTree(instead));
          changed.add(with);
        }
        walk(object.get(key), pointer + "/" + key);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        walk(array.get(i), pointer + "/" + i);
      }
    }
  }

  private void addKey(String pointer) {
    JsonNode with = whole.deepCopy();
    ((ObjectNode) with.at(pointer)).put("nonsense", 1);
    changed.add(with);
  }
}
