package dev.trammel.controller.robot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a mesh file in text, split into words; empty ones are passed over. */
final class MeshText {

  private final Path file;
  private final String text;
  private int next;
  private int line;
  private final List<String> words = new ArrayList<>();

  MeshText(Path file, byte[] bytes) {
    this.file = file;
    text = latin(bytes);
  }

  /** As text in which names may be in any encoding, since what counts is in ASCII. */
  static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Goes on to the next line that has words; false at the end. */
  boolean advance() {
    words.clear();
    while (words.isEmpty() && next < text.length()) {
      readLine();
    }
    return !words.isEmpty();
  }

  /** A backslash at the end joins the line with the one below. */
  private void readLine() {
    boolean joins;
    do {
      int newline = text.indexOf('\n', next);
      int end = newline < 0 ? text.length() : newline;
      line++;
      split(next, end);
      next = end + 1;
      joins = !words.isEmpty() && words.get(words.size() - 1).equals("\\");
      if (joins) {
        words.remove(words.size() - 1);
      }
    } while (joins && next < text.length());
  }

  private void split(int from, int end) {
    int start = from;
    for (int i = from; i <= end; i++) {
      if (i == end || text.charAt(i) <= ' ') {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
  }

  int count() {
    return words.size();
  }

  String word(int i) {
    return words.get(i);
  }

  /** The words from that one on as coordinates [m]. */
  Vector3 point(int first) {
    if (count() < first + 3) {
      throw error("'" + word(0) + "' must be followed by three numbers, was '" + rest() + "'");
    }
    return new Vector3(coordinate(first), coordinate(first + 1), coordinate(first + 2));
  }

  private double coordinate(int i) {
    double value = Decimal.parse(word(i));
    if (!(Math.abs(value) <= MeshBuilder.LARGEST)) {
      throw error("coordinate must be a number in [-" + MeshBuilder.LARGEST + ", "
          + MeshBuilder.LARGEST + "], was '" + shown(word(i)) + "'");
    }
    return value;
  }

  private String rest() {
    return shown(String.join(" ", words.subList(1, words.size())));
  }

  /** What a message may show of the file. */
  static String shown(String text) {
    String printable = text.replaceAll("[^ -~]", "?");
    return printable.length() <= 40 ? printable : printable.substring(0, 40) + "…";
  }

  UrdfException error(String problem) {
    return new UrdfException(file.toString(), Math.max(line, 1), problem);
  }
}
