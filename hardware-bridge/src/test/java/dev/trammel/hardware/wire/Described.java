package dev.trammel.hardware.wire;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says a value in the lines of {@code docs/vectors.txt}. */
final class Described {

  private static final Set<String> HEXADECIMAL = Set.of("layout", "boot", "session", "nonce");

  private final List<String> lines = new ArrayList<>();

  private Described() {}

  static List<String> lines(Record value) {
    Described described = new Described();
    described.members("", value);
    return described.lines;
  }

  private void members(String place, Record value) {
    try {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        say(place + component.getName(), component.getAccessor().invoke(value));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's members can be read", e);
    }
  }

  private void say(String place, Object value) {
    if (value instanceof Record inner) {
      members(place + ".", inner);
    } else if (value instanceof List<?> list) {
      items(place, list.toArray());
    } else if (value instanceof Object[] array) {
      items(place, array);
    } else {
      lines.add((place + " " + text(place, value)).strip());
    }
  }

  private void items(String place, Object[] items) {
    for (int i = 0; i < items.length; i++) {
      say(place + "[" + i + "]", items[i]);
    }
  }

  private static String text(String place, Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof double[] numbers) {
      return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }
    if (value instanceof long[] counters) {
      return Arrays.stream(counters).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }
    boolean hexadecimal = HEXADECIMAL.contains(place);
    if (value instanceof Integer number) {
      return hexadecimal ? HexFormat.of().toHexDigits(number) : Integer.toUnsignedString(number);
    }
    if (value instanceof Long number) {
      return hexadecimal ? HexFormat.of().toHexDigits(number) : Long.toUnsignedString(number);
    }
    if (value.getClass().isArray()) {
      throw new IllegalStateException("no vector has arrays of " + Array.getLength(value));
    }
    return value.toString();
  }
}
