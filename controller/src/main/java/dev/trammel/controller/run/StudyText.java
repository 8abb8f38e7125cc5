package dev.trammel.controller.run;

import dev.trammel.controller.report.Numbers;

/** A study for people: a line per seed, a summary, and a page in Markdown. */
public final class StudyText {

  private static final String HEAD = """
      | seed | solved | success rate | where | episodes, per condition | experience, per condition \
      | whole run, per condition | iterations | ending | wall clock | trajectories |
      |---|---|---|---|---|---|---|---|---|---|---|
      """;

  private StudyText() {}

  /** One seed in one line. */
  public static String line(StudyRun run) {
    return "seed " + run.seed() + ": " + (run.solved() ? "solved" : "not solved") + ", "
        + percent(run.successRate()) + ", " + episodes(run.episodesPerCondition()) + ", "
        + seconds(run.experiencePerCondition()) + " of "
        + seconds(run.totalPerCondition()) + " per condition, " + run.iterations()
        + " iterations, " + words(run.ending()) + ", " + run.trajectoryHash() + ", "
        + seconds(run.wallSeconds()) + " wall clock";
  }

  /** All seeds in one line. */
  public static String summary(Study study) {
    String solved = "Solved " + study.solvedCount() + " of " + study.setup().seeds() + " seeds";
    String figures = study.solvedCount() == 0
        ? "."
        : "; experience per condition of the solved ones: median "
            + episodes(study.median(StudyRun::episodesPerCondition)) + " ("
            + seconds(study.median(StudyRun::experiencePerCondition)) + "), greatest "
            + episodes(study.greatest(StudyRun::episodesPerCondition)) + " ("
            + seconds(study.greatest(StudyRun::experiencePerCondition)) + ").";
    long left =
        study.setup().seeds() - study.runs().stream().filter(StudyRun::ended).count();
    return solved + figures + (left == 0 ? "" : " " + left + " seeds have not ended.");
  }

  /** The page. */
  public static String markdown(Study study) {
    StudySetup setup = study.setup();
    Machine machine = setup.machine();
    StringBuilder page = new StringBuilder();
    page.append("# Study of ").append(setup.run().task()).append("\n\n");
    page.append(summary(study)).append("\n\n").append(HEAD);
    study.runs().forEach(run -> page.append(row(run)));
    page.append("""

        Experience is that of all episodes up to the saved controllers, confirmations included; the
        whole run's goes on to its end. Of one policy for all conditions it is that of all together. The wall clock includes fits, evaluation and report.

        | | |
        |---|---|
        """);
    entry(page, "begun", setup.run().started());
    entry(page, "machine", machine.processor() + ", " + machine.cores() + " cores");
    entry(page, "load at the beginning", Numbers.significant(machine.load(), 2));
    entry(page, "system", machine.system());
    entry(page, "JVM", machine.java());
    entry(page, "Trammel", setup.run().trammel() + ", kernels " + setup.run().kernels());
    entry(page, "command", "`" + setup.command() + "`");
    entry(page, "task's file, SHA-256", setup.taskFile());
    entry(page, "settings in effect, SHA-256", setup.run().settings());
    return page.toString();
  }

  private static String row(StudyRun run) {
    return "| " + run.seed() + " | " + (run.solved() ? "yes" : "no") + " | "
        + percent(run.successRate()) + " | " + run.places() + " | "
        + Numbers.significant(run.episodesPerCondition(), 4) + " | "
        + seconds(run.experiencePerCondition()) + " | "
        + seconds(run.totalPerCondition()) + " | " + run.iterations() + " | "
        + words(run.ending()) + " | " + seconds(run.wallSeconds()) + " | `"
        + run.trajectoryHash() + "` |\n";
  }

  private static void entry(StringBuilder page, String name, String value) {
    // a bar would end the cell
    page.append("| ")
        .append(name)
        .append(" | ")
        .append(value.replace("|", "\\|"))
        .append(" |\n");
  }

  private static String words(String ending) {
    return ending.replace('_', ' ');
  }

  private static String percent(double part) {
    return Numbers.significant(100 * part, 3) + " %";
  }

  private static String episodes(double value) {
    return Numbers.significant(value, 4) + " episodes";
  }

  private static String seconds(double value) {
    return Numbers.significant(value, 4) + " s";
  }
}
