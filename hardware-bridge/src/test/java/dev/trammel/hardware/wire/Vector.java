package dev.trammel.hardware.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One entry of {@code docs/vectors.txt}.
 *
 * @param name in brackets
 * @param kind what it is
 * @param outcome what must come of it
 * @param fields what it says, a line each
 * @param bytes as they travel
 */
record Vector(String name, String kind, String outcome, List<String> fields, byte[] bytes) {

  static List<Vector> all() throws IOException {
    List<Vector> vectors = new ArrayList<>();
    for (String block : Files.readString(file()).split("\n\n")) {
      if (block.startsWith("[")) {
        vectors.add(parse(block.strip().lines().toList()));
      }
    }
    return vectors;
  }

  private static Path file() {
    Path inModule = Path.of("docs", "vectors.txt");
    return Files.exists(inModule) ? inModule : Path.of("hardware-bridge").resolve(inModule);
  }

  private static Vector parse(List<String> lines) {
    List<String> fields = new ArrayList<>();
    StringBuilder hex = new StringBuilder();
    for (String line : lines.subList(3, lines.size())) {
      if (line.startsWith("hex ")) {
        hex.append(line.substring("hex ".length()));
      } else {
        fields.add(line);
      }
    }
    String name = lines.get(0).substring(1, lines.get(0).length() - 1);
    String outcome = lines.get(2).substring("outcome ".length());
    return new Vector(name, lines.get(1), outcome, fields, HexFormat.of().parseHex(hex));
  }

  @Override
  public String toString() {
    return name;
  }
}
