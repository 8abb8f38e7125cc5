package dev.trammel.hardware.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON that anybody may have sent: nothing but RFC 8259, of bounded size and depth, each
 * member once. Values are maps, lists, texts, doubles and booleans; null is refused, for no message
 * has it.
 */
final class JsonReader {

  /** No text is longer [byte]. */
  static final int MOST_BYTES = 1 << 16;

  private static final int MOST_DEPTH = 8;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+");

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * Reads one object.
   *
   * @throws IllegalArgumentException if the bytes are something else
   */
  static Map<String, Object> object(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "must have at most " + MOST_BYTES + " bytes, had " + bytes.length);
    }
    JsonReader reader = new JsonReader(utf8(bytes));
    reader.blanks();
    Map<String, Object> object = reader.object();
    reader.blanks();
    if (reader.at < reader.text.length()) {
      throw reader.wrong("the end");
    }
    return object;
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("must be UTF-8", e);
    }
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    enter('{');
    while (!leaves('}', members.isEmpty())) {
      String key = text();
      blanks();
      expect(':');
      if (members.putIfAbsent(key, value()) != null) {
        throw wrong("another member than " + key);
      }
    }
    return members;
  }

  private List<Object> list() {
    List<Object> items = new ArrayList<>();
    enter('[');
    while (!leaves(']', items.isEmpty())) {
      items.add(value());
    }
    return items;
  }

  private void enter(char open) {
    expect(open);
    if (++depth > MOST_DEPTH) {
      throw wrong("nothing deeper than " + MOST_DEPTH);
    }
    blanks();
  }

  // true after the closing mark, false where the next item stands
  private boolean leaves(char close, boolean first) {
    blanks();
    if (peek() == close) {
      at++;
      depth--;
      return true;
    }
    if (!first) {
      expect(',');
      blanks();
    }
    return false;
  }

  private Object value() {
    blanks();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> list();
      case '"' -> text();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> number();
    };
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong(word);
    }
    at += word.length();
    return value;
  }

  private Double number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw wrong("a value");
    }
    double value = Double.parseDouble(matcher.group());
    if (!Double.isFinite(value)) {
      throw wrong("a finite number");
    }
    at = matcher.end();
    return value;
  }

  private String text() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw wrong("no control character");
      }
      out.append(c == '\\' ? escaped() : c);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("an escape");
    };
  }

  private char unicode() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0 || peek() > 'f') {
        throw wrong("four hexadecimal digits");
      }
      value = 16 * value + digit;
      at++;
    }
    return (char) value;
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("more");
    }
    return text.charAt(at);
  }

  private void expect(char mark) {
    if (peek() != mark) {
      throw wrong("'" + mark + "'");
    }
    at++;
  }

  private IllegalArgumentException wrong(String wanted) {
    return new IllegalArgumentException("JSON must have " + wanted + " at character " + at);
  }
}
