package dev.trammel.controller.robot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An element of a URDF file that knows where it stands, so that every complaint can say so. */
final class XmlElement {

  /** Squares and products of three such numbers are still finite. */
  private static final double LARGEST = 1e50;

  private static final Map<Integer, String> COUNTS = Map.of(3, "three", 4, "four");

  private final String file;
  private final int line;
  private final String tag;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder(0);

  XmlElement(String file, int line, String tag) {
    this.file = file;
    this.line = line;
    this.tag = tag;
  }

  void add(XmlElement child) {
    children.add(child);
  }

  void addText(String more) {
    text.append(more);
  }

  void setAttribute(String attribute, String value) {
    attributes.put(attribute, value);
  }

  String tag() {
    return tag;
  }

  List<XmlElement> children() {
    return children;
  }

  List<XmlElement> children(String childTag) {
    return children.stream().filter(child -> child.tag.equals(childTag)).toList();
  }

  /** The one child of that tag, if there is any. */
  Optional<XmlElement> child(String childTag) {
    List<XmlElement> found = children(childTag);
    if (found.size() > 1) {
      throw found.get(1).error("must stand once in " + description() + ", came again");
    }
    return found.stream().findFirst();
  }

  XmlElement requiredChild(String childTag) {
    return child(childTag).orElseThrow(() -> error("must have a <" + childTag + ">, had none"));
  }

  String requiredAttribute(String attribute) {
    String value = attributes.get(attribute);
    if (value == null) {
      throw error("must have an attribute '" + attribute + "', had " + attributes.keySet());
    }
    if (value.isBlank()) {
      throw error("attribute '" + attribute + "' must not be empty, was '" + value + "'");
    }
    return value.strip();
  }

  Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  double number(String attribute) {
    return parse("attribute '" + attribute + "'", requiredAttribute(attribute));
  }

  double number(String attribute, double fallback) {
    return has(attribute) ? number(attribute) : fallback;
  }

  double positive(String attribute) {
    double value = number(attribute);
    if (!(value > 0)) {
      throw error("attribute '" + attribute + "' must be positive, was " + value);
    }
    return value;
  }

  double nonNegative(String attribute, double fallback) {
    double value = number(attribute, fallback);
    if (!(value >= 0)) {
      throw error("attribute '" + attribute + "' must be at least 0, was " + value);
    }
    return value;
  }

  Vector3 vector(String attribute) {
    double[] xyz = numbers(attribute, 3);
    return new Vector3(xyz[0], xyz[1], xyz[2]);
  }

  double[] numbers(String attribute, int count) {
    String text = requiredAttribute(attribute);
    String[] parts = text.split("\\s+");
    if (parts.length != count) {
      throw error("attribute '" + attribute + "' must be " + COUNTS.get(count) + " numbers, was '"
          + text + "'");
    }
    return Arrays.stream(parts)
        .mapToDouble(part -> parse("attribute '" + attribute + "'", part))
        .toArray();
  }

  /** A small whole number: a stride, an offset. */
  int count(String attribute, int fallback) {
    double value = number(attribute, fallback);
    if (!(value >= 0 && value <= 1000 && value == Math.rint(value))) {
      throw error(
          "attribute '" + attribute + "' must be a whole number in [0, 1000], was " + value);
    }
    return (int) value;
  }

  /** The numbers between this element's tags. */
  double[] content() {
    String all = text.toString().strip();
    return all.isEmpty()
        ? new double[0]
        : Arrays.stream(all.split("\\s+"))
            .mapToDouble(part -> parse("content", part))
            .toArray();
  }

  double[] content(int count) {
    double[] numbers = content();
    if (numbers.length != count) {
      throw error("must hold " + count + " numbers, held " + numbers.length);
    }
    return numbers;
  }

  /** Where the child {@code origin} puts a frame; the identity without one. */
  Transform origin() {
    return child("origin").map(XmlElement::placement).orElse(Transform.IDENTITY);
  }

  private Transform placement() {
    Vector3 rpy = has("rpy") ? vector("rpy") : Vector3.ZERO;
    Vector3 xyz = has("xyz") ? vector("xyz") : Vector3.ZERO;
    return new Transform(Matrix3.rollPitchYaw(rpy.x(), rpy.y(), rpy.z()), xyz);
  }

  UrdfException error(String problem) {
    return new UrdfException(file, line, description() + ' ' + problem);
  }

  /** A remark about this element, one line. */
  String note(String remark) {
    return place() + ": " + description() + ' ' + remark;
  }

  /** File and line. */
  String place() {
    return file + ":" + line;
  }

  /** Remarks on children that nobody reads; a name with a slip of the pen is among them. */
  List<String> unknownChildren(Set<String> known) {
    return children.stream()
        .filter(child -> !known.contains(child.tag))
        .map(child -> child.note("is not known in " + description() + ", left out"))
        .toList();
  }

  private String description() {
    String name = attributes.get("name");
    return name == null ? "<" + tag + ">" : "<" + tag + " name=\"" + name + "\">";
  }

  private double parse(String what, String text) {
    double value = Decimal.parse(text);
    if (text.startsWith("${") || text.startsWith("$(")) {
      throw error(
          what + " must be a number, was '" + text + "': a URDF must be expanded by xacro first");
    }
    if (!(Math.abs(value) <= LARGEST)) {
      throw error(
          what + " must be a number in [-" + LARGEST + ", " + LARGEST + "], was '" + text + "'");
    }
    return value;
  }
}
