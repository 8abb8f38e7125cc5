package dev.trammel.controller.storage;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * JSON on one line. Values are maps with text keys, lists, arrays of numbers, texts, numbers,
 * booleans and null; a number that is not finite, which JSON cannot say, becomes null.
 */
public final class Json {

  private Json() {}

  /** More is refused before memory is asked for. */
  private static final long MOST_BYTES = 1L << 26;

  private static final int SHOWN = 60;

  public static String write(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    append(value, out);
    return out.toString();
  }

  /**
   * Reads one object from a file.
   *
   * @throws IllegalArgumentException if the file holds something else; names it
   */
  public static Map<String, @Nullable Object> readFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + ": must be a file, is a folder");
    }
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      throw new IllegalArgumentException(
          file + ": must have at most " + MOST_BYTES + " bytes, had " + size);
    }
    try {
      return read(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": not UTF-8", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads one object.
   *
   * @throws IllegalArgumentException if the text is not a JSON object
   */
  public static Map<String, @Nullable Object> read(String text) {
    try {
      LoadSettings settings =
          LoadSettings.builder().setCodePointLimit((int) MOST_BYTES).build();
      Object value = new Load(settings).loadFromString(text);
      if (value instanceof Map<?, ?> map) {
        return asObject(map);
      }
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("not a JSON object: " + shown(text), e);
    }
    throw new IllegalArgumentException("not a JSON object: " + shown(text));
  }

  private static String shown(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
  }

  // keys of JSON are texts; those that YAML would read otherwise are refused
  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> asObject(Map<?, ?> map) {
    for (Object key : map.keySet()) {
      if (!(key instanceof String)) {
        throw new IllegalArgumentException("a key must be a text, was " + key);
      }
    }
    return (Map<String, @Nullable Object>) map;
  }

  private static void append(@Nullable Object value, StringBuilder out) {
    if (value == null || value instanceof Double d && !Double.isFinite(d)) {
      out.append("null");
    } else if (value instanceof String text) {
      appendText(text, out);
    } else if (value instanceof Map<?, ?> map) {
      appendObject(map, out);
    } else if (value instanceof List<?> list) {
      appendList(list.iterator(), out);
    } else if (value instanceof double[] numbers) {
      appendList(java.util.Arrays.stream(numbers).boxed().iterator(), out);
    } else if (value instanceof Double
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Boolean) {
      out.append(value);
    } else {
      throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
    }
  }

  private static void appendObject(Map<?, ?> map, StringBuilder out) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      appendText(String.valueOf(entry.getKey()), out);
      out.append(": ");
      append(entry.getValue(), out);
      separator = ", ";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private static void appendList(Iterator<?> items, StringBuilder out) {
    out.append('[');
    while (items.hasNext()) {
      append(items.next(), out);
      if (items.hasNext()) {
        out.append(", ");
      }
    }
    out.append(']');
  }

  private static void appendText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7F || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
