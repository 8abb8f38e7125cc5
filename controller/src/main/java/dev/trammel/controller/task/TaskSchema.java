package dev.trammel.controller.task;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The JSON Schema (draft 07, which editors know best) of a task's file, for editors: it knows keys,
 * types, words and ranges, and no rule that two keys or the robot have part in.
 */
public final class TaskSchema {

  private static final String FILE = "task.schema.json";

  private TaskSchema() {}

  /** The schema, as it ships in {@code conf/schema}. */
  public static String text() throws IOException {
    try (InputStream in = TaskSchema.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the jar of " + TaskSchema.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
