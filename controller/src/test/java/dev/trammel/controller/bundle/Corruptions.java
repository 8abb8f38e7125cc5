package dev.trammel.controller.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** What may happen to a bundle on its way. */
final class Corruptions {

  private Corruptions() {}

  static byte[] flipped(byte[] whole, int times, SplittableRandom random) {
    byte[] bytes = whole.clone();
    for (int i = 0; i < times; i++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** One part is another bundle's of the same name; every second time all hashes are made right. */
  static byte[] withPartOf(byte[] whole, byte[] other, SplittableRandom random) throws IOException {
    Map<String, byte[]> parts = parts(whole);
    Map<String, byte[]> others = parts(other);
    List<String> differing = parts.keySet().stream()
        .filter(name -> !Arrays.equals(parts.get(name), others.get(name)))
        .toList();
    String name = differing.get(random.nextInt(differing.size()));
    parts.put(name, others.get(name));
    return random.nextBoolean() ? BundleFile.bytes(parts, Optional.empty()) : behind(whole, parts);
  }

  /** Two parts change places; every second time all hashes are made right. */
  static byte[] withPartsSwapped(byte[] whole, SplittableRandom random) throws IOException {
    Map<String, byte[]> parts = parts(whole);
    List<String> names = new ArrayList<>(parts.keySet());
    int first = random.nextInt(names.size());
    int second = (first + 1 + random.nextInt(names.size() - 1)) % names.size();
    byte[] kept = parts.get(names.get(first));
    parts.put(names.get(first), parts.get(names.get(second)));
    parts.put(names.get(second), kept);
    return random.nextBoolean() ? BundleFile.bytes(parts, Optional.empty()) : behind(whole, parts);
  }

  /** The parts, by name and in order. */
  static Map<String, byte[]> parts(byte[] bundle) throws IOException {
    BundleFile file = BundleFile.parse(Path.of("whole"), bundle);
    Map<String, byte[]> parts = new LinkedHashMap<>();
    file.names().forEach(name -> parts.put(name, file.part(name).orElseThrow()));
    return parts;
  }

  /** Other parts behind the lines of a bundle, and its checksum at the end. */
  private static byte[] behind(byte[] whole, Map<String, byte[]> parts) {
    byte[] bytes = whole.clone();
    int length = parts.values().stream().mapToInt(part -> part.length).sum();
    int at = Math.max(0, whole.length - 32 - length);
    for (byte[] part : parts.values()) {
      int fits = Math.min(part.length, bytes.length - at);
      System.arraycopy(part, 0, bytes, at, fits);
      at += fits;
    }
    return bytes;
  }
}
