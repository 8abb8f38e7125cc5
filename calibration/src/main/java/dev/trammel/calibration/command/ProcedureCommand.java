package dev.trammel.calibration.command;

import dev.trammel.calibration.bench.BenchRun;
import dev.trammel.calibration.bench.Draft;
import dev.trammel.calibration.bench.LiveSession;
import dev.trammel.calibration.bench.MotionStart;
import dev.trammel.calibration.bench.Plan;
import dev.trammel.calibration.bench.RawData;
import dev.trammel.calibration.bench.Rehearsal;
import dev.trammel.calibration.bench.RunRecord;
import dev.trammel.calibration.bench.SessionInterruptedException;
import dev.trammel.calibration.bench.SessionSettings;
import dev.trammel.calibration.bench.WholeReadings;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.calibration.procedure.Procedure;
import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Interruption;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.run.RunInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Puts one question to a robot: rehearsed, shown, confirmed, asked, kept, told. */
@Command
final class ProcedureCommand implements Callable<Integer> {

  private final Question question;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private BenchOptions options = new BenchOptions();

  @Mixin
  private CommonOptions common = new CommonOptions();

  private ProcedureCommand(Question question) {
    this.question = question;
    options.usuallyKnown = question.usuallyKnown();
  }

  /** The command that asks a question, with the question's own options. */
  static CommandLine of(Question question) {
    CommandLine line = new CommandLine(new ProcedureCommand(question));
    CommandSpec spec = line.getCommandSpec().name(question.name());
    spec.addMixin("question", CommandSpec.forAnnotatedObjectLenient(question));
    spec.usageMessage()
        .description(question.description())
        .footerHeading("%nExamples:%n")
        .footer(question.examples().stream()
            .map(example -> "  trammel calibrate " + question.name() + " " + example)
            .toArray(String[]::new));
    return line;
  }

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal();
    options.requireSound();
    procedure();
    BenchAccess access = BenchAccess.of(options);
    SessionSettings settings = access.settings(options);
    Confirmation.requireAllowed(options.yes, access.robot().nameplate());
    BenchKnowledge.remark(options, access.robot().nameplate()).ifPresent(terminal::say);
    terminal.say(access
        .known()
        .map(file -> "Known of it: " + file.path())
        .orElse("Known of it: its description alone"));
    if (options.dryRun) {
      Rehearsed rehearsed = rehearse(access, settings, access.start());
      Plan plan = rehearsed.plan();
      show(plan, access, terminal);
      terminal.say("What it finds of the simulated robot:");
      // as a run of the robot itself would tell it
      FindingsText.lines(WholeReadings.in(access.robot(), rehearsed.findings()), access.robot())
          .forEach(terminal::say);
      terminal.result(Map.of("command", question.name(), "plan", plan.toJson()));
      return plan.objections().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
    try (Interruption interruption = Interruption.watch();
        BenchBody body = access.body()) {
      interruption.onRequest(body::interrupt);
      try {
        body.open();
        return ask(access, settings, body, interruption, terminal);
      } catch (PlantException | SessionInterruptedException e) {
        if (!interruption.isRequested()) {
          throw e;
        }
        terminal.say(String.valueOf(e.getMessage()));
        return ExitCode.INTERRUPTED;
      }
    }
  }

  private int ask(
      BenchAccess access,
      SessionSettings settings,
      BenchBody body,
      Interruption interruption,
      Terminal terminal)
      throws IOException {
    Recording heard = body.listen(2);
    Plan plan = rehearse(access, settings, Stance.of(heard, access)).plan();
    show(plan, access, terminal);
    requireSafe(plan, heard, access, body, terminal);
    RawData.requireRoom(options.out, access.robot().nameplate().spec(), plan.seconds());
    if (plan.moves() && !options.yes) {
      new Confirmation(
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
              terminal)
          .require(access.robot().nameplate());
    }
    RunRecord record = record(access, plan);
    BenchRun run = BenchRun.create(
        device(access),
        record,
        access.task().source(),
        access.known(),
        access.robot().inForce());
    RawData raw = RawData.create(run.folder(), access.robot().nameplate().spec());
    LiveNumbers numbers = new LiveNumbers(
        terminal, access.task().plant(), interruption::isRequested, System::nanoTime);
    LiveSession session = new LiveSession(access.robot(), settings, body, raw, numbers);
    Findings findings = found(session, raw, run, terminal).withData(RawData.sha256(run.folder()));
    RunAgain result =
        RunAgain.of(access.robot(), record, findings, run, RunAgain.asked(record, settings));
    run.write(BenchRun.FINDINGS, result.json());
    run.write(BenchRun.REPORT, result.html());
    return tell(result, run, keep(access, result.draft()), terminal);
  }

  /** Refuses what must not be moved, or not so. */
  private void requireSafe(
      Plan plan, Recording heard, BenchAccess access, BenchBody body, Terminal terminal) {
    if (plan.moves()) {
      Stance.requireSlow(heard, access);
    }
    if (!plan.objections().isEmpty()) {
      throw new UsageException("nothing has moved: " + plan.objections().get(0));
    }
    if (plan.moves() && !question.mustPass() && !options.unchecked) {
      CheckoutGate.pass(access.robot().nameplate(), access.robot().known())
          .ifPresent(terminal::say);
    }
    MotionStart.requireSafe(access.robot(), plan, body.startsBy());
  }

  private Findings found(LiveSession session, RawData raw, BenchRun run, Terminal terminal) {
    try {
      return session.ask(procedure());
    } catch (RuntimeException e) {
      run.breakOff(e);
      terminal.say(raw.size()
          + " files of raw data are kept; to see them: trammel calibrate report " + run.folder());
      throw e;
    }
  }

  /** A calibration is written where something is new in it. */
  private Optional<CalibrationFile> keep(BenchAccess access, Draft draft) throws IOException {
    CalibrationStore store =
        CalibrationStore.of(options.out, access.robot().nameplate().device());
    return draft.isNews() && isKept(question, access.known(), store)
        ? Optional.of(store.add(draft.calibration()))
        : Optional.empty();
  }

  /**
   * Whether what follows is kept: what is said of a calibration alone is, where nothing newer was found
   * since. Else the drafts that follow would go on from an older one.
   */
  static boolean isKept(Question question, Optional<CalibrationFile> known, CalibrationStore store)
      throws IOException {
    Optional<String> newest = store.latest().map(CalibrationFile::sha256);
    return question.isKept()
        || question.isOfCalibration()
            && newest.isPresent()
            && known.map(CalibrationFile::sha256).equals(newest);
  }

  private Path device(BenchAccess access) {
    return options.out.resolve(access.robot().nameplate().device());
  }

  private int tell(
      RunAgain result, BenchRun run, Optional<CalibrationFile> draft, Terminal terminal) {
    Findings findings = result.findings();
    FindingsText.lines(findings, result.robot()).forEach(terminal::say);
    terminal.say("Kept in " + run.folder());
    terminal.say(draft
        .map(file -> "Calibration " + file.path() + ", a draft until it is promoted")
        .orElse(
            question.isKept()
                ? "No new calibration: what is known stays as it was"
                : question.name() + " changes nothing that is known"));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("command", question.name());
    json.putAll(FindingsText.toJson(findings, result.robot()));
    json.put("run", run.folder().toString());
    draft.ifPresent(file -> json.put("calibration", file.path().toString()));
    terminal.result(json);
    if (isOpen(question, findings)) {
      terminal.say(
          "What is not identifiable here must be before anything else is asked of this robot");
    }
    return exitCode(question, findings);
  }

  private static boolean isOpen(Question question, Findings findings) {
    return question.mustPass() && FindingsText.count(findings, Verdict.NOT_IDENTIFIABLE) > 0;
  }

  /** Of a run that came to its end, whoever tells of it. */
  static int exitCode(Question question, Findings findings) {
    return isOpen(question, findings) || FindingsText.count(findings, Verdict.FAIL) > 0
        ? ExitCode.NOT_SOLVED
        : ExitCode.OK;
  }

  /** What asks, by the options given. */
  Procedure procedure() {
    return question.procedure();
  }

  BenchOptions options() {
    return options;
  }

  /** What came of a rehearsal. */
  private record Rehearsed(Plan plan, Findings findings) {}

  private Rehearsed rehearse(BenchAccess access, SessionSettings settings, EpisodeStart stands) {
    Procedure procedure = procedure();
    try (BenchBody simulated = access.simulated(stands)) {
      simulated.open();
      Rehearsal rehearsal = new Rehearsal(access.robot(), settings, simulated);
      Findings findings = procedure.run(rehearsal);
      return new Rehearsed(rehearsal.plan(), findings);
    }
  }

  private void show(Plan plan, BenchAccess access, Terminal terminal) {
    Nameplate nameplate = access.robot().nameplate();
    terminal.say("Plan: " + question.name() + " of " + nameplate.device()
        + (nameplate.emulated() ? " (emulated)" : "") + ", task "
        + access.task().name() + ", "
        + plan.summary());
    plan.text().forEach(terminal::say);
    plan.objections().forEach(objection -> terminal.say("refused           " + objection));
  }

  private RunRecord record(BenchAccess access, Plan plan) {
    return new RunRecord(
        question.name(),
        spec.commandLine().getParseResult().originalArgs(),
        access.robot().nameplate(),
        Instant.now(),
        RunInfo.trammelVersion(),
        options.conditions,
        plan.toJson());
  }
}
