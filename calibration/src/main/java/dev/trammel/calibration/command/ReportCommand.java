package dev.trammel.calibration.command;

import dev.trammel.calibration.bench.BenchRun;
import dev.trammel.calibration.bench.BrokenOffRunException;
import dev.trammel.calibration.bench.KeptFile;
import dev.trammel.calibration.bench.RunRecord;
import dev.trammel.calibration.page.BrokenOffPage;
import dev.trammel.calibration.page.CalibrationPage;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationException;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.storage.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the page of a run, or of a calibration. */
@Command(
    name = "report",
    description =
        "Write a page to show to others: of a run, from its raw data, or of a calibration."
            + " The same data makes the same bytes. Of a run that was broken off it shows what was"
            + " kept. The exit code is 3 where the run was broken off, or where the command that made"
            + " it ended so: what it shows failed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel calibrate report",
      "  trammel calibrate report cal/arm1/runs/20260301T101500Z-friction",
      "  trammel calibrate report cal/arm1/current --html arm1.html",
    })
final class ReportCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN|FILE",
      description = "A run's folder, a calibration, or a device's folder for the one in force."
          + " Default: the newest run below --out, if all are of one robot.")
  private Optional<Path> subject = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "cal",
      description = "Where runs and calibrations are kept. Default: cal.")
  private Path out = Path.of("cal");

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "The page. Default: report.html in the run's folder, or CALIBRATION.html here.")
  private Optional<Path> html = Optional.empty();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal();
    Path about = subject.isPresent() ? subject.get() : newest();
    boolean isRun = Files.exists(about.resolve(BenchRun.RUN));
    if (!isRun) {
      return calibration(about, terminal);
    }
    terminal.say("Report of " + about);
    BenchRun run = BenchRun.open(about);
    Optional<String> brokenOff = run.brokenOff();
    if (brokenOff.isPresent()) {
      return brokenOff(run, brokenOff.get(), terminal);
    }
    try {
      return run(run, terminal);
    } catch (BrokenOffRunException e) {
      return brokenOff(run, String.valueOf(e.getMessage()), terminal);
    }
  }

  private static int tell(Path page, boolean isWhole, int code, Terminal terminal) {
    terminal.say("Page: " + page);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("page", page.toString());
    json.put("whole", isWhole);
    json.put("failed", code != ExitCode.OK);
    terminal.result(json);
    return code;
  }

  private Path newest() throws IOException {
    List<Path> newest =
        BenchRun.newestOfEachRobot(out).stream().map(BenchRun::folder).toList();
    if (newest.isEmpty()) {
      throw new UsageException(
          "no run below " + out + "; name a run or a calibration, or where they are" + " by --out");
    }
    if (newest.size() > 1) {
      throw new UsageException("runs of more than one robot are below " + out
          + "; name one, as the newest of each: "
          + String.join(", ", newest.stream().map(Path::toString).toList()));
    }
    return newest.get(0);
  }

  private int run(BenchRun run, Terminal terminal) throws IOException {
    RunAgain again = RunAgain.of(run);
    FindingsText.lines(again.findings(), again.robot()).forEach(terminal::say);
    Path page = html.orElse(run.folder().resolve(BenchRun.REPORT));
    write(page, again.html());
    Question question = RunAgain.question(run.record());
    return tell(page, true, ProcedureCommand.exitCode(question, again.findings()), terminal);
  }

  /** How far a run came. */
  private static String place(List<KeptFile> kept) {
    if (kept.isEmpty()) {
      return "before its first recording";
    }
    KeptFile last = kept.get(kept.size() - 1);
    return last.isHeard()
        ? "during " + last.name() + ", which is what was heard of it"
        : "after " + last.name();
  }

  private int brokenOff(BenchRun run, String why, Terminal terminal) throws IOException {
    RunRecord record = run.record();
    List<KeptFile> kept = KeptFile.of(run.folder(), record.nameplate().spec());
    String text = "It was broken off " + place(kept) + ": " + why;
    terminal.say("The run did not come to its end, and nothing follows from it. " + text);
    for (KeptFile file : kept) {
      terminal.say(
          "  " + file.name() + file.recording().map(r -> "  " + r.end()).orElse(""));
    }
    Path page = html.orElse(run.folder().resolve(BenchRun.REPORT));
    write(page, BrokenOffPage.of(record, text, kept));
    return tell(page, false, ExitCode.NOT_SOLVED, terminal);
  }

  private int calibration(Path about, Terminal terminal) throws IOException {
    CalibrationFile file;
    try {
      file = CalibrationFile.read(CalibrationStore.resolve(about));
    } catch (CalibrationException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    Path page = html.orElse(
        Path.of(file.calibration().subject().device() + "-" + file.shortHash() + ".html"));
    write(page, CalibrationPage.of(file, parent(file)));
    boolean failed = file.calibration().judgements().stream()
        .anyMatch(judgement -> judgement.verdict() == Verdict.FAIL);
    return tell(page, true, failed ? ExitCode.NOT_SOLVED : ExitCode.OK, terminal);
  }

  /** The one that it goes on from, where it lies beside it. */
  private static Optional<CalibrationFile> parent(CalibrationFile file) throws IOException {
    Calibration calibration = file.calibration();
    Path folder = file.path().toAbsolutePath().getParent();
    if (folder == null || folder.getParent() == null || calibration.parent().isEmpty()) {
      return Optional.empty();
    }
    CalibrationStore store =
        CalibrationStore.of(folder.getParent(), calibration.subject().device());
    List<String> names = store.names();
    String end = "-" + calibration.parent().get().substring(0, 8) + ".json";
    Optional<String> name = names.stream().filter(each -> each.endsWith(end)).findFirst();
    return name.isEmpty() ? Optional.empty() : Optional.of(store.find(name.get()));
  }

  private static void write(Path file, String text) throws IOException {
    DurableFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
