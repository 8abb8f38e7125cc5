package dev.trammel.hardware.cli;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.hardware.conformance.Conformance;
import dev.trammel.hardware.conformance.Verdict;
import dev.trammel.hardware.conformance.Verdict.Outcome;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.MqttLinker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries a device against the protocol's page. */
@Command(
    name = "conformance",
    description = {
      "Try a robot's side of the protocol against its page, docs/protocol.md: check after check, as"
          + " controllers speak to it and as none should. It takes a minute or two, and nobody else"
          + " may command the robot meanwhile.",
      "Ends with exit code 1 if a check fails."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel conformance mqtt://localhost/cartpole",
      "  trammel conformance mqtts://lab@broker/arm1 --other-user guest --moves",
      "  trammel conformance mqtt://localhost/cartpole --only lease --only replay-refused",
    })
public final class ConformanceCommand implements Callable<Integer> {

  @Mixin
  private RobotOptions robot = new RobotOptions();

  @Option(
      names = "--other-user",
      paramLabel = "NAME",
      description = "Who tries to interfere. Default: ${DEFAULT-VALUE}.")
  private String otherUser = "intruder";

  @Option(
      names = "--moves",
      description = "A robot that is not emulated may be activated and moved a little: somebody"
          + " stands beside it.")
  private boolean moves;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Only the checks whose names begin so; may be given more than once.")
  private List<String> only = new ArrayList<>();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws LinkException {
    for (String name : only) {
      if (Conformance.names().stream().noneMatch(known -> known.startsWith(name))) {
        throw new UsageException("no check begins with '" + name + "'; known: "
            + String.join(", ", Conformance.names()));
      }
    }
    Terminal terminal = common.terminal();
    Conformance.Plan plan = new Conformance.Plan(
        robot.address(),
        otherUser,
        moves,
        name -> only.isEmpty() || only.stream().anyMatch(name::startsWith));
    List<Verdict> verdicts = Conformance.of(new MqttLinker(Credentials.standard()))
        .run(plan, verdict -> terminal.say(line(verdict)));
    terminal.say(summary(verdicts));
    terminal.result(json(verdicts));
    return count(verdicts, Outcome.FAIL) == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String line(Verdict verdict) {
    String line = String.format(
        Locale.ROOT, "%-5s §%d  %s", word(verdict.outcome()), verdict.section(), verdict.check());
    return verdict.why().isEmpty() ? line : line + "\n           " + verdict.why();
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static String summary(List<Verdict> verdicts) {
    return count(verdicts, Outcome.PASS) + " passed, " + count(verdicts, Outcome.FAIL) + " failed, "
        + count(verdicts, Outcome.SKIP) + " not tried";
  }

  private static long count(List<Verdict> verdicts, Outcome outcome) {
    return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
  }

  private static Map<String, Object> json(List<Verdict> verdicts) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      json.put(word(outcome), count(verdicts, outcome));
    }
    json.put("checks", verdicts.stream().map(ConformanceCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(Verdict verdict) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", verdict.check());
    json.put("section", verdict.section());
    json.put("outcome", word(verdict.outcome()));
    json.put("why", verdict.why());
    return json;
  }
}
