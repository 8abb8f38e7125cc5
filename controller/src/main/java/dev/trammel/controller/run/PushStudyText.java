package dev.trammel.controller.run;

import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.run.PushStudy.Line;
import dev.trammel.controller.run.PushStudy.Setup;
import dev.trammel.controller.task.Push;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How hard a body may be pushed, for people: a line per controller, and a page in Markdown. */
public final class PushStudyText {

  private PushStudyText() {}

  /** One controller in one line. */
  public static String line(PushStudy study, Line line) {
    return line.name() + ": " + force(line.held())
        + part(study.partOfKnown(line), " of what is held on the equations of motion")
        + part(study.partOfLocal(line), " of what the run's local controllers hold");
  }

  private static String force(HeldForce held) {
    if (Double.isNaN(held.force())) {
      return "too few successes undisturbed";
    }
    if (held.isBelowLeast()) {
      return "holds less than " + bound(held.least()) + " N, the least tried";
    }
    return held.isAtLeast()
        ? "holds at least " + bound(held.force()) + " N, the greatest tried"
        : "holds " + newtons(held.force()) + " N";
  }

  private static String cell(HeldForce held) {
    if (held.isBelowLeast()) {
      return "below " + bound(held.least()) + ", the least tried";
    }
    return held.isAtLeast()
        ? "at least " + bound(held.force()) + ", the greatest tried"
        : newtons(held.force());
  }

  private static String part(OptionalDouble part, String of) {
    return part.isPresent() ? ", " + percent(part) + of : "";
  }

  /** What is done to the body, in a sentence. */
  public static String pushes(Setup setup) {
    Push push = setup.push();
    return "Pushes of " + Numbers.significant(push.duration(), 4) + " s at " + push.link() + ", "
        + (push.force() instanceof Push.AnyDirection
            ? "along a random direction, "
            : "along a direction, ")
        + (push.at().isFixed()
            ? "from " + seconds(push.at().from()) + " on"
            : "from a random instant between " + seconds(push.at().from()) + " and "
                + seconds(push.at().to()) + " on")
        + ", the same for all; held are those of " + setup.needed() + " of " + setup.episodes()
        + " episodes.";
  }

  /** The page. */
  public static String markdown(PushStudy study) {
    Setup setup = study.setup();
    StringBuilder page = new StringBuilder();
    page.append("# Pushes, ").append(setup.task()).append("\n\n");
    page.append(pushes(setup)).append("\n\n");
    page.append("""
        | controller | run | force held [N] | of known | of the run's local |
        |---|---|---|---|---|
        """);
    for (Line line : study.lines()) {
      page.append("| ")
          .append(line.controller())
          .append(" | ")
          .append(line.run())
          .append(" | ")
          .append(cell(line.held()))
          .append(" | ")
          .append(percent(study.partOfKnown(line)))
          .append(" | ")
          .append(percent(study.partOfLocal(line)))
          .append(" |\n");
    }
    page.append("\nSuccesses:\n\n").append(successes(study)).append("""

        | | |
        |---|---|
        """);
    entry(page, "seed", String.valueOf(setup.seed()));
    entry(page, "machine", setup.machine().describe().replace('\n', ' '));
    entry(page, "command", "`" + setup.command() + "`");
    return page.toString();
  }

  private static String successes(PushStudy study) {
    StringBuilder table = new StringBuilder("| force [N] |");
    study.lines().forEach(line -> table.append(' ').append(line.name()).append(" |"));
    table.append("\n|---|").append("---|".repeat(study.lines().size())).append('\n');
    for (double force : study.forces()) {
      table.append("| ").append(newtons(force)).append(" |");
      for (Line line : study.lines()) {
        OptionalInt count = PushStudy.successes(line, force);
        table.append(' ').append(count.isPresent() ? count.getAsInt() : "").append(" |");
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static void entry(StringBuilder page, String name, String value) {
    // a bar would end the cell
    page.append("| ")
        .append(name)
        .append(" | ")
        .append(value.replace("|", "\\|"))
        .append(" |\n");
  }

  /** A force with the digits that its search gives it. */
  public static String newtons(double force) {
    return Numbers.significant(force, 3);
  }

  /** An end of the search, which is a power of two times the first force. */
  private static String bound(double force) {
    return Numbers.significant(force, 4);
  }

  private static String percent(OptionalDouble part) {
    return part.isPresent() ? Numbers.significant(100 * part.getAsDouble(), 3) + " %" : "";
  }

  private static String seconds(double value) {
    return Numbers.significant(value, 4) + " s";
  }
}
