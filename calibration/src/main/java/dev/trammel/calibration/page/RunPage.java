package dev.trammel.calibration.page;

import dev.trammel.calibration.bench.RunRecord;
import dev.trammel.calibration.bench.WholeReadings;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.report.Fact;
import dev.trammel.controller.report.Figure;
import dev.trammel.controller.report.Report;
import dev.trammel.controller.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was found by one run at the bench, as one HTML file to show to others: the verdicts, what
 * follows, what it rests on, and how it was found. The same data makes the same bytes: nothing in it
 * tells when or where the page was made.
 */
public final class RunPage {

  /** More figures than these are put in order by joint. */
  private static final int MANY_FIGURES = 8;

  private final AnsweredRun run;
  private final RunRecord record;
  private final Nameplate nameplate;
  private final Report report;

  private RunPage(AnsweredRun run) {
    this.run = run;
    record = run.record();
    nameplate = record.nameplate();
    report = new Report(nameplate.device() + ": " + record.command(), subtitle());
  }

  public static String of(AnsweredRun run) {
    RunPage page = new RunPage(run);
    Findings findings = run.findings();
    page.report.text(run.question()).facts(page.facts());
    WholeReadings.note(run.robot()).ifPresent(page.report::text);
    Sections.verdicts(page.report, findings.judgements());
    Sections.parameters(
        page.report,
        findings.estimates(),
        run.before().map(CalibrationFile::calibration),
        run.robot()::unit);
    page.figures();
    new MotionSection(run).addTo(page.report);
    Sections.numbers(page.report, findings.numbers());
    page.origin();
    return page.report.html();
  }

  private String subtitle() {
    return "Asked of " + nameplate.device() + (nameplate.emulated() ? " (emulated)" : "") + " on "
        + Sections.moment(record.made());
  }

  private List<Fact> facts() {
    List<Judgement> judgements = run.findings().judgements();
    long failed = Sections.count(judgements, Verdict.FAIL);
    long unknown = Sections.count(judgements, Verdict.NOT_IDENTIFIABLE);
    double seconds = run.kept().stream()
        .flatMap(file -> file.recording().stream())
        .mapToDouble(recording -> recording.time(recording.steps()) - recording.time(0))
        .sum();
    return List.of(
        new Fact(
            "verdict",
            failed > 0 ? "fail" : unknown > 0 ? "not all is known" : "pass",
            judgements.size() + " judgements",
            failed > 0 ? Fact.Tone.BAD : unknown > 0 ? Fact.Tone.NEUTRAL : Fact.Tone.GOOD),
        Fact.of("passed", String.valueOf(Sections.count(judgements, Verdict.PASS))),
        Fact.of("failed", String.valueOf(failed)),
        Fact.of("not identifiable", String.valueOf(unknown)),
        Fact.of(
            "recorded",
            String.format(Locale.ROOT, "%.1f s", seconds),
            "in " + run.kept().size() + " files"));
  }

  private void figures() {
    List<Figure> figures = run.findings().figures();
    if (figures.isEmpty()) {
      return;
    }
    report.section("What it rests on");
    Map<String, List<Figure>> byJoint = new LinkedHashMap<>();
    for (Figure figure : figures) {
      byJoint.computeIfAbsent(joint(figure), joint -> new ArrayList<>()).add(figure);
    }
    if (figures.size() <= MANY_FIGURES) {
      report.plots(figures);
      return;
    }
    byJoint.forEach((joint, its) ->
        report.folded(joint.isEmpty() ? "All joints" : joint, true, part -> part.plots(its)));
  }

  /** Which one a figure is of; empty for one of all. */
  private String joint(Figure figure) {
    return nameplate.joints().stream()
        .filter(joint -> figure.title().startsWith(joint + ":"))
        .findFirst()
        .orElse("");
  }

  private void origin() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("command", "trammel " + String.join(" ", record.arguments())));
    rows.add(List.of("begun", record.made().toString()));
    rows.add(List.of(
        "robot",
        nameplate.device() + ", boot " + nameplate.boot() + ", firmware " + nameplate.firmware()
            + (nameplate.emulated() ? ", emulated" : "")
            + (nameplate.virtualTime() ? ", on virtual time" : "")));
    rows.add(List.of("calibration that it works by", nameplate.calibration()));
    rows.add(List.of("what was known before", run.before().map(RunPage::known).orElse("nothing")));
    record.conditions().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> rows.add(List.of("condition " + each.getKey(), each.getValue())));
    rows.add(List.of("Trammel", record.software()));
    rows.add(List.of("SHA-256 of the raw data", run.dataSha256()));
    report.section("How it was found").table(new Table(List.of("what", "is"), rows));
    run.before()
        .ifPresent(file -> report.folded(
            "All that was known before",
            false,
            part -> part.table(Sections.table(
                file.calibration().estimates(),
                Optional.empty(),
                file.calibration().subject().robot()::unit))));
  }

  private static String known(CalibrationFile file) {
    return file.calibration().estimates().size() + " parameters of calibration " + file.sha256()
        + ", by " + file.calibration().origin().command() + " on "
        + Sections.moment(file.calibration().origin().made());
  }
}
