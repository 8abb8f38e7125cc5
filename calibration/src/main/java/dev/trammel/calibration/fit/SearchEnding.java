package dev.trammel.calibration.fit;

/** How a search for the best fit ended. */
public enum SearchEnding {
  /** By the slopes there is nothing left to gain that the noise would not hide. */
  CONVERGED("converged"),

  /** By the slopes there is more to gain, and no step gained it: the slopes mislead, or it creeps. */
  NO_PROGRESS("no step improved the fit any more, although its slopes promise better"),

  /** It was still improving. */
  OUT_OF_ITERATIONS("it was still improving when its iterations were spent");

  private final String text;

  SearchEnding(String text) {
    this.text = text;
  }

  /** In words, after "the search:". */
  public String text() {
    return text;
  }
}
