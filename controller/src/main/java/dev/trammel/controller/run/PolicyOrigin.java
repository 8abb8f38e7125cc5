package dev.trammel.controller.run;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.storage.DurableFile;
import dev.trammel.controller.storage.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a policy that stands in a file of its own came from: {@code FILE.policy.json} beside it. */
public final class PolicyOrigin {

  private static final String DIGEST = "sha256";

  private PolicyOrigin() {}

  /** The file that says it. */
  public static Path file(Path policy) {
    return policy.resolveSibling(policy.getFileName() + ".json");
  }

  /**
   * Says where a policy came from.
   *
   * @param policy the file, which is there
   */
  public static void write(Path policy, Map<String, ?> origin) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(DIGEST, RunInfo.fingerprint(policy));
    json.putAll(origin);
    DurableFile.write(file(policy), (Json.write(json) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What is said of a policy; nothing if nobody wrote anything.
   *
   * @throws UsageException if it is said of another one that had this name
   */
  public static Optional<Map<String, @Nullable Object>> of(Path policy) throws IOException {
    Path file = file(policy);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> origin = read(file);
    String digest = RunInfo.fingerprint(policy);
    if (!digest.equals(origin.get(DIGEST))) {
      throw new UsageException(file + " is about another policy: its sha256 must be that of "
          + policy + ", " + digest + ", was " + origin.get(DIGEST)
          + "; remove it if nothing is known of where this policy came from");
    }
    return Optional.of(origin);
  }

  private static Map<String, @Nullable Object> read(Path file) throws IOException {
    try {
      return Json.readFile(file);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
