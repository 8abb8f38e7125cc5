package dev.trammel.controller.archive;

import dev.trammel.controller.mcap.MessageChannel;
import dev.trammel.controller.mcap.Prelude;
import dev.trammel.controller.mcap.Schema;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an archive says of all its episodes.
 *
 * @param layout of a step
 * @param period control interval [s]
 * @param metadata what the episodes were made with, in order
 * @param attachments names and texts of the settings' files, in order
 */
public record ArchiveHeader(
    StepLayout layout,
    double period,
    Map<String, String> metadata,
    Map<String, String> attachments) {

  static final int STEP = 1;
  static final int EPISODE = 2;

  private static final String METADATA = "trammel";
  private static final String PERIOD = "period";

  public ArchiveHeader {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    attachments = Collections.unmodifiableMap(new LinkedHashMap<>(attachments));
  }

  /**
   * Of a task's episodes.
   *
   * @param metadata what they are made with, in order
   */
  public static ArchiveHeader of(Task task, Map<String, String> metadata) {
    PlantSpec spec = task.plant().spec();
    List<String> sensors = StepLayout.names(spec.sensors());
    TaskSource source = task.source();
    Map<String, String> attachments = new LinkedHashMap<>();
    attachments.put(TaskSource.FILE_NAME, source.yaml());
    attachments.put(source.robotFile(), source.robot());
    attachments.putAll(source.others());
    return new ArchiveHeader(
        new StepLayout(sensors, sensors, StepLayout.names(spec.actuators())),
        spec.period(),
        metadata,
        attachments);
  }

  Prelude toPrelude() {
    Map<String, String> entries = new LinkedHashMap<>(metadata);
    entries.put(PERIOD, Double.toString(period));
    return new Prelude(
        List.of(
            new Schema(STEP, "trammel/Step", "ros2msg", layout.definition()),
            new Schema(EPISODE, "trammel.Episode", "jsonschema", EpisodeJson.SCHEMA)),
        List.of(
            new MessageChannel(STEP, STEP, "/step", "cdr", layout.toMetadata()),
            new MessageChannel(EPISODE, EPISODE, "/episode", "json", Map.of())),
        METADATA,
        entries,
        attachments);
  }

  /**
   * The header of a file.
   *
   * @throws IllegalArgumentException if it is of something else than episodes
   */
  static ArchiveHeader of(Prelude prelude) {
    String period = prelude.entries().get(PERIOD);
    if (!prelude.metadata().equals(METADATA)
        || period == null
        || prelude.channels().isEmpty()) {
      throw new IllegalArgumentException("not an archive of episodes");
    }
    Map<String, String> metadata = new LinkedHashMap<>(prelude.entries());
    metadata.remove(PERIOD);
    return new ArchiveHeader(
        StepLayout.of(prelude.channels().get(0).metadata()),
        Double.parseDouble(period),
        metadata,
        prelude.attachments());
  }
}
