package dev.trammel.controller.task;

import java.math.BigDecimal;
import java.util.Arrays;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what one place of a settings file says as a number, a word or a text. */
record Scalars(SettingsNode place) {

  private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?";
  private static final String WHOLE = "[-+]?\\d{1,10}";
  private static final int LONGEST_TEXT = 1000;

  static boolean isNumber(String text) {
    return text.matches(NUMBER);
  }

  double number(double least, double most, String allowed) {
    String text = plain(allowed);
    if (!isNumber(text)) {
      throw place.error("must be a finite number", place.came(), allowed);
    }
    double value = Double.parseDouble(text);
    if (!(value >= least && value <= most) || Double.isInfinite(value)) {
      throw place.error("out of range", place.came(), allowed);
    }
    return value;
  }

  int integer(int least, int most) {
    String allowed = "a whole number from " + least + " to " + most;
    String text = plain(allowed);
    if (!isNumber(text) || !isWhole(text)) {
      throw place.error("must be a whole number", place.came(), allowed);
    }
    double value = Double.parseDouble(text);
    if (!(value >= least && value <= most)) {
      throw place.error("out of range", place.came(), allowed);
    }
    return (int) value;
  }

  /** 100, and 100.0 and 1e2 too, as in every schema. */
  private static boolean isWhole(String text) {
    if (text.matches(WHOLE)) {
      return true;
    }
    double value = Double.parseDouble(text);
    return Math.abs(value) < 1e15
        && value == Math.rint(value)
        && new BigDecimal(value).compareTo(new BigDecimal(text)) == 0;
  }

  boolean flag() {
    String text = plain("true, false");
    if (!text.equals("true") && !text.equals("false")) {
      throw place.error("unknown word", place.came(), "true, false");
    }
    return text.equals("true");
  }

  String text() {
    if (!(place.yaml() instanceof ScalarNode scalar) || isNothing(scalar)) {
      throw place.error("must be a text", place.came(), "a text");
    }
    String text = scalar.getValue();
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    if (plain && (isNumber(text) || text.equals("true") || text.equals("false"))) {
      throw place.error("must be a text", place.came(), "a text; in quotes, this is one");
    }
    if (text.length() > LONGEST_TEXT) {
      throw place.error("too long", text.length() + " characters", "at most " + LONGEST_TEXT);
    }
    return text;
  }

  String oneOf(String... words) {
    return oneOf("unknown word", words);
  }

  String name(String... names) {
    return oneOf("unknown name", names);
  }

  private String oneOf(String rule, String... words) {
    String allowed = String.join(", ", words);
    if (!(place.yaml() instanceof ScalarNode scalar)) {
      throw place.error("wrong type", place.came(), allowed);
    }
    if (!Arrays.asList(words).contains(scalar.getValue())) {
      throw place.error(
          rule, place.came(), allowed + Suggestion.of(scalar.getValue(), Arrays.asList(words)));
    }
    return scalar.getValue();
  }

  static String came(Node node) {
    if (node instanceof MappingNode) {
      return "a mapping";
    }
    if (node instanceof SequenceNode) {
      return "a list";
    }
    ScalarNode scalar = (ScalarNode) node;
    return isNothing(scalar) ? "nothing" : "'" + Places.oneLine(scalar.getValue()) + "'";
  }

  /** The text of a plain scalar; a quoted one is a text, not a number. */
  private String plain(String allowed) {
    if (!(place.yaml() instanceof ScalarNode scalar) || isNothing(scalar)) {
      throw place.error("wrong type", place.came(), allowed);
    }
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      throw place.error("wrong type", "the quoted text " + place.came(), allowed);
    }
    return scalar.getValue();
  }

  private static boolean isNothing(ScalarNode scalar) {
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    return scalar.getValue().isBlank()
        || (plain && (scalar.getValue().equals("null") || scalar.getValue().equals("~")));
  }
}
