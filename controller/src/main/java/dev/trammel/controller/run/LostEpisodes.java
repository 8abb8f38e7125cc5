package dev.trammel.controller.run;

import java.io.IOException;

/** What is gone of the episodes that an ended run counts in its result. */
public final class LostEpisodes {

  private LostEpisodes() {}

  /** How many; 0 before the run has ended. */
  public static int of(RunFolder run) throws IOException {
    int counted = counted(run);
    return counted == 0 ? 0 : Math.max(0, counted - run.archives().learned());
  }

  /**
   * The run's episodes, all that it ended with.
   *
   * @throws RunException if some are gone
   */
  public static RunArchives refuseIn(RunFolder run) throws IOException {
    int lost = of(run);
    if (lost > 0) {
      throw new RunException("run " + run.path() + " ended with " + counted(run)
          + " episodes, of which " + lost + " are gone from episodes.mcap: restore the file, or run"
          + " them again with `trammel train --resume " + run.path() + "`");
    }
    return run.archives();
  }

  private static int counted(RunFolder run) throws IOException {
    return run.result().map(found -> found.get("episodes")).orElse(0) instanceof Number number
        ? number.intValue()
        : 0;
  }
}
