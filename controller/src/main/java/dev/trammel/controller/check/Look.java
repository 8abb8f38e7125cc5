package dev.trammel.controller.check;

import dev.trammel.controller.task.Task;

/** One way to look at a task that could be read. */
interface Look {

  /** Says what it finds. */
  void at(Task task, Findings findings);
}
