package dev.trammel.controller.calibration;

import dev.trammel.controller.storage.Digests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One object of a JSON file; what is asked of it and is not so is refused with file and key. */
final class Fields {

  private static final int SHOWN = 80;

  private final String place;
  private final Map<?, ?> values;

  /** @param place file and key, for complaints */
  Fields(String place, Map<?, ?> values) {
    this.place = place;
    this.values = values;
  }

  /** Refuses keys that are not in a list. */
  void allow(Set<String> known) {
    for (Object key : values.keySet()) {
      if (!(key instanceof String text) || !known.contains(text)) {
        throw new CalibrationException(
            place + ": unknown key, had '" + key + "', allowed: " + new TreeSet<>(known));
      }
    }
  }

  boolean isNull(String key) {
    return values.get(key) == null;
  }

  String text(String key) {
    if (values.get(key) instanceof String text) {
      return text;
    }
    throw error(key, "must be a text");
  }

  String digest(String key) {
    String text = text(key);
    if (Digests.isHex(text)) {
      return text;
    }
    throw error(key, "must be a SHA-256 of 64 hex digits");
  }

  double number(String key) {
    return number(key, values.get(key));
  }

  private double number(String key, @Nullable Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw error(key, "must be a finite number");
  }

  long whole(String key) {
    Object value = values.get(key);
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw error(key, "must be a whole number");
  }

  boolean flag(String key) {
    if (values.get(key) instanceof Boolean flag) {
      return flag;
    }
    throw error(key, "must be true or false");
  }

  double[] pair(String key) {
    if (values.get(key) instanceof List<?> list && list.size() == 2) {
      return new double[] {number(key, list.get(0)), number(key, list.get(1))};
    }
    throw error(key, "must be a list of two numbers");
  }

  Fields object(String key) {
    if (values.get(key) instanceof Map<?, ?> map) {
      return new Fields(place + ": " + key, map);
    }
    throw error(key, "must be an object");
  }

  /** The objects by their keys, which are names. */
  Map<String, Fields> objects() {
    Map<String, Fields> objects = new LinkedHashMap<>();
    for (Object key : values.keySet()) {
      objects.put(String.valueOf(key), object(String.valueOf(key)));
    }
    return objects;
  }

  /** The texts by their keys, which are names. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Object key : values.keySet()) {
      texts.put(String.valueOf(key), text(String.valueOf(key)));
    }
    return texts;
  }

  List<Fields> list(String key) {
    List<Fields> items = new ArrayList<>();
    for (Object item : items(key)) {
      if (!(item instanceof Map<?, ?> map)) {
        throw error(key, "must be a list of objects");
      }
      items.add(new Fields(place + ": " + key + "[" + items.size() + "]", map));
    }
    return items;
  }

  List<String> textList(String key) {
    List<String> texts = new ArrayList<>();
    for (Object item : items(key)) {
      if (!(item instanceof String text)) {
        throw error(key, "must be a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  private List<?> items(String key) {
    if (values.get(key) instanceof List<?> list) {
      return list;
    }
    throw error(key, "must be a list");
  }

  /** A complaint about a key's value. */
  CalibrationException error(String key, String rule) {
    String came = String.valueOf(values.get(key));
    String shown = came.length() > SHOWN ? came.substring(0, SHOWN) + "…" : came;
    return new CalibrationException(place + ": " + key + " " + rule + ", was "
        + (values.containsKey(key) ? shown : "not there"));
  }
}
