package dev.trammel.calibration.command;

import dev.trammel.calibration.bench.BenchRun;
import dev.trammel.calibration.bench.RawData;
import dev.trammel.calibration.bench.Replay;
import dev.trammel.calibration.bench.RunRecord;
import dev.trammel.calibration.page.BenchPage;
import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * What follows from a run, from what it kept alone: the settings, the raw data, the robot's
 * nameplate. The command that asked the robot and the one that reports write the same bytes by it.
 */
record RunAgain(BenchRobot robot, Findings findings, String html, String json) {

  static RunAgain of(BenchRun run) throws IOException {
    RunRecord record = run.record();
    ProcedureCommand command = command(record);
    Task task = TaskReader.read(run.task(), List.of());
    BenchAccess access =
        BenchAccess.kept(task, record.nameplate(), new BenchKnowledge(run.known(), run.inForce()));
    String sha256 = RawData.sha256(run.folder());
    Replay replay = new Replay(access.robot(), access.settings(command.options()), run.folder());
    Findings findings = replay.ask(command.procedure()).withData(sha256);
    return of(access.robot(), record, findings, run);
  }

  /** Of a run whose findings are there. */
  static RunAgain of(BenchRobot robot, RunRecord record, Findings findings, BenchRun run)
      throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("command", record.command());
    json.put("device", record.nameplate().device());
    json.putAll(FindingsText.toJson(findings, robot));
    String html = BenchPage.of(robot, record, findings, run.known(), RawData.sha256(run.folder()));
    return new RunAgain(robot, findings, html, Json.write(json) + "\n");
  }

  private static ProcedureCommand command(RunRecord record) {
    int place = record.arguments().indexOf(record.command());
    Question question = Questions.all().stream()
        .filter(each -> each.name().equals(record.command()))
        .findFirst()
        .orElseThrow(() -> new UsageException(
            "the run was made by 'calibrate " + record.command() + "', which is not known here"));
    CommandLine line = ProcedureCommand.of(question);
    line.parseArgs(
        record.arguments().subList(place + 1, record.arguments().size()).toArray(String[]::new));
    return line.getCommand();
  }
}
