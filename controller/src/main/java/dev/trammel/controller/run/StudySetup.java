package dev.trammel.controller.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a study is made with.
 *
 * @param seeds N: the study is of seeds 0 … N−1, all of them
 * @param run what its runs are made with, but for the seed
 * @param taskFile fingerprint of the task's YAML file as it lies on the disk, SHA-256
 * @param command that started or resumed it, as typed
 * @param machine where and when
 */
public record StudySetup(int seeds, RunInfo run, String taskFile, String command, Machine machine) {

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", run.task());
    json.put("seeds", seeds);
    json.put("command", command);
    json.put("task_file_sha256", taskFile);
    json.put("settings_sha256", run.settings());
    json.put("trammel", run.trammel());
    json.put("kernels", run.kernels());
    json.put("machine", machine.toJson());
    return json;
  }
}
