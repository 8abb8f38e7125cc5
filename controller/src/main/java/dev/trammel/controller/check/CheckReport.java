package dev.trammel.controller.check;

import dev.trammel.controller.check.Finding.Severity;
import dev.trammel.controller.task.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a check came to.
 *
 * @param file that was checked
 * @param task nothing if it could not be read
 * @param findings worst first, each kind in the order of looking
 */
public record CheckReport(String file, Optional<Task> task, List<Finding> findings) {

  public CheckReport {
    findings = findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
  }

  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  /**
   * Whether the task can be used.
   *
   * @param strict whether warnings count
   */
  public boolean passes(boolean strict) {
    return count(Severity.ERROR) == 0 && (!strict || count(Severity.WARNING) == 0);
  }
}
