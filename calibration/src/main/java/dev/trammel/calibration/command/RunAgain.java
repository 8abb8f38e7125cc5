package dev.trammel.calibration.command;

import dev.trammel.calibration.bench.Asked;
import dev.trammel.calibration.bench.BenchRun;
import dev.trammel.calibration.bench.Draft;
import dev.trammel.calibration.bench.KeptFile;
import dev.trammel.calibration.bench.RawData;
import dev.trammel.calibration.bench.Replay;
import dev.trammel.calibration.bench.RunRecord;
import dev.trammel.calibration.bench.SessionSettings;
import dev.trammel.calibration.bench.WholeReadings;
import dev.trammel.calibration.page.AnsweredRun;
import dev.trammel.calibration.page.RunPage;
import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/**
 * What follows from a run, from what it kept alone: the settings, the raw data, the robot's
 * nameplate. The command that asked the robot and the one that reports write the same bytes by it.
 */
record RunAgain(BenchRobot robot, Findings findings, Draft draft, String html, String json) {

  static RunAgain of(BenchRun run) throws IOException {
    RunRecord record = run.record();
    ProcedureCommand command = command(record);
    Task task = TaskReader.read(run.task(), List.of());
    BenchAccess access =
        BenchAccess.kept(task, record.nameplate(), new BenchKnowledge(run.known(), run.inForce()));
    String sha256 = RawData.sha256(run.folder());
    Replay replay = new Replay(access.robot(), access.settings(command.options()), run.folder());
    Findings findings = replay.ask(command.procedure()).withData(sha256);
    Asked asked = asked(record, access.settings(command.options()));
    return of(access.robot(), record, findings, run, asked);
  }

  /** What was asked, as far as the run's own record tells it. */
  static Asked asked(RunRecord record, SessionSettings settings) {
    return new Asked(
        new Calibration.Origin(record.made(), record.software(), record.command(), settings.seed()),
        settings.joints(),
        record.conditions());
  }

  /** Of a run whose findings are there. */
  static RunAgain of(BenchRobot robot, RunRecord record, Findings found, BenchRun run, Asked asked)
      throws IOException {
    Draft draft = Draft.of(robot, run.known(), found, asked);
    Findings findings = WholeReadings.in(robot, found).with(draft.remarks());
    AnsweredRun answered = new AnsweredRun(
        robot,
        question(record).description(),
        record,
        findings,
        run.known(),
        KeptFile.of(run.folder(), record.nameplate().spec()),
        RawData.sha256(run.folder()));
    return new RunAgain(
        robot, findings, draft, RunPage.of(answered), Json.write(json(answered)) + "\n");
  }

  private static Map<String, Object> json(AnsweredRun run) {
    RunRecord record = run.record();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("command", record.command());
    json.put("device", record.nameplate().device());
    json.put("emulated", record.nameplate().emulated());
    json.put("made", record.made().toString());
    json.put("software", record.software());
    json.put("arguments", record.arguments());
    json.put("conditions", new TreeMap<>(record.conditions()));
    json.put("works_by", record.nameplate().calibration());
    json.put("known_before", run.before().map(CalibrationFile::sha256).orElse("none"));
    json.put("data_sha256", run.dataSha256());
    json.putAll(FindingsText.toJson(run.findings(), run.robot()));
    json.put("plan", record.plan());
    return json;
  }

  private static ProcedureCommand command(RunRecord record) {
    int place = record.arguments().indexOf(record.command());
    CommandLine line = ProcedureCommand.of(question(record));
    line.parseArgs(
        record.arguments().subList(place + 1, record.arguments().size()).toArray(String[]::new));
    return line.getCommand();
  }

  /** Which question a run asked. */
  static Question question(RunRecord record) {
    return Questions.all().stream()
        .filter(each -> each.name().equals(record.command()))
        .findFirst()
        .orElseThrow(() -> new UsageException(
            "the run was made by 'calibrate " + record.command() + "', which is not known here"));
  }
}
