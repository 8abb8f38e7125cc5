package dev.trammel.calibration.command;

import dev.trammel.calibration.bench.BenchRun;
import dev.trammel.calibration.bench.LiveSession;
import dev.trammel.calibration.bench.Plan;
import dev.trammel.calibration.bench.RawData;
import dev.trammel.calibration.bench.Rehearsal;
import dev.trammel.calibration.bench.SessionInterruptedException;
import dev.trammel.calibration.bench.SessionSettings;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.calibration.procedure.Procedure;
import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Interruption;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.storage.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    BenchAccess access = BenchAccess.of(options);
    SessionSettings settings = access.settings(options);
    Confirmation.requireAllowed(options.yes, access.robot().nameplate());
    if (options.dryRun) {
      Plan plan = rehearse(access, settings, access.start());
      show(plan, access, terminal);
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
    Plan plan = rehearse(access, settings, Stance.of(body.listen(2), access));
    show(plan, access, terminal);
    if (!plan.objections().isEmpty()) {
      throw new UsageException("nothing has moved: " + plan.objections().get(0));
    }
    if (plan.moves() && !options.yes) {
      new Confirmation(
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
              terminal)
          .require(access.robot().nameplate());
    }
    BenchRun run = BenchRun.create(
        options.out.resolve(access.robot().nameplate().device()),
        question.name(),
        Instant.now(),
        asked(access, plan),
        access.task().source());
    RawData raw = RawData.create(run.folder(), access.robot().nameplate().spec());
    LiveNumbers numbers = new LiveNumbers(
        terminal, access.task().plant(), interruption::isRequested, System::nanoTime);
    Findings findings =
        question.procedure().run(new LiveSession(access.robot(), settings, body, raw, numbers));
    return tell(findings.withData(RawData.sha256(run.folder())), run, terminal);
  }

  private int tell(Findings findings, BenchRun run, Terminal terminal) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("command", question.name());
    json.putAll(FindingsText.toJson(findings));
    run.write(BenchRun.FINDINGS, Json.write(json) + "\n");
    FindingsText.lines(findings).forEach(terminal::say);
    terminal.say("Kept in " + run.folder());
    json.put("run", run.folder().toString());
    terminal.result(json);
    return FindingsText.count(findings, Verdict.FAIL) == 0 ? ExitCode.OK : ExitCode.NOT_SOLVED;
  }

  private Plan rehearse(BenchAccess access, SessionSettings settings, EpisodeStart stands) {
    Procedure procedure = question.procedure();
    try (BenchBody simulated = access.simulated(stands)) {
      simulated.open();
      Rehearsal rehearsal = new Rehearsal(access.robot(), settings, simulated);
      procedure.run(rehearsal);
      return rehearsal.plan();
    }
  }

  private void show(Plan plan, BenchAccess access, Terminal terminal) {
    Nameplate nameplate = access.robot().nameplate();
    terminal.say(String.format(
        Locale.ROOT,
        "Plan: %s of %s%s, task %s, %.1f s, within %s of its limits, as the simulator has it",
        question.name(),
        nameplate.device(),
        nameplate.emulated() ? " (emulated)" : "",
        access.task().name(),
        plan.seconds(),
        Plan.percent(options.share)));
    plan.text().forEach(terminal::say);
    plan.objections().forEach(objection -> terminal.say("refused           " + objection));
  }

  private Map<String, Object> asked(BenchAccess access, Plan plan) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("command", question.name());
    json.put("arguments", List.copyOf(spec.commandLine().getParseResult().originalArgs()));
    json.put("device", access.robot().nameplate().device());
    json.put("address", access.address());
    json.put("task", access.task().name());
    json.put("conditions", options.conditions);
    json.put("plan", plan.toJson());
    return json;
  }
}
