package dev.trammel.hardware.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The members of an object that should have certain types.
 *
 * @param place names the object in messages
 */
record JsonFields(String place, Map<String, Object> members) {

  boolean has(String key) {
    return members.containsKey(key);
  }

  String text(String key) {
    return as(String.class, key, "a text");
  }

  boolean bool(String key) {
    return as(Boolean.class, key, "true or false");
  }

  double number(String key) {
    return as(Double.class, key, "a number");
  }

  double number(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  int whole(String key, int least) {
    double value = number(key);
    if (value != Math.rint(value) || value < least || value > Integer.MAX_VALUE) {
      throw wrong(key, "a whole number of at least " + least, value);
    }
    return (int) value;
  }

  /** Eight hexadecimal digits in lower case. */
  int hex(String key) {
    String value = text(key);
    if (!value.matches("[0-9a-f]{8}")) {
      throw wrong(key, "eight hexadecimal digits", value);
    }
    return Integer.parseUnsignedInt(value, 16);
  }

  JsonFields object(String key) {
    return fields(as(Map.class, key, "an object"), place + "." + key);
  }

  List<JsonFields> objects(String key) {
    return items(key, Map.class, "objects", item -> fields(item, place + "." + key));
  }

  List<String> texts(String key) {
    return items(key, String.class, "texts", Function.identity());
  }

  List<Double> numbers(String key) {
    return items(key, Double.class, "numbers", Function.identity());
  }

  IllegalArgumentException wrong(String key, String rule, Object came) {
    return new IllegalArgumentException(
        place + "." + key + " must be " + rule + ", was '" + came + "'");
  }

  private <T, R> List<R> items(String key, Class<T> type, String rule, Function<T, R> read) {
    List<R> items = new ArrayList<>();
    for (Object item : as(List.class, key, "a list")) {
      if (!type.isInstance(item)) {
        throw wrong(key, "a list of " + rule, item);
      }
      items.add(read.apply(type.cast(item)));
    }
    return items;
  }

  private <T> T as(Class<T> type, String key, String rule) {
    Object value = members.get(key);
    if (!type.isInstance(value)) {
      throw wrong(key, rule, Objects.requireNonNullElse(value, "missing"));
    }
    return type.cast(value);
  }

  // the reader makes no other maps
  @SuppressWarnings("unchecked")
  private static JsonFields fields(Map<?, ?> members, String place) {
    return new JsonFields(place, (Map<String, Object>) members);
  }
}
