package dev.trammel.calibration.benchmark;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.run.Machine;
import dev.trammel.controller.spi.PlantProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the simulator. */
@Command(
    name = "sim",
    description = "Measure the simulator: steps of 1 ms per second of CPU time, for a cart-pole,"
        + " a 7-joint arm, and the arm lowering a peg into a hole or onto its rim, on one thread"
        + " and on two at once. Inputs are held for 50 ms; the peg is controlled at every step, which"
        + " counts. Resets do not.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel bench sim --quick",
      "  trammel bench sim --repetitions 51 --json",
    })
final class SimCommand implements Callable<Integer> {

  private static final int WARM_UP = 150;
  private static final int EPISODES = 20;

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      defaultValue = "21",
      description = "Of which medians are taken. Default: 21.")
  private int repetitions;

  @Option(names = "--quick", description = "A look in a few seconds: five short repetitions.")
  private boolean quick;

  @Override
  public Integer call() throws IOException, InterruptedException {
    UsageException.requireAtLeast(repetitions, 1, "--repetitions");
    Machine machine = Machine.here();
    Terminal terminal = common.terminal();
    List<SimResult> results = new ArrayList<>();
    for (SimBody body : SimBody.all()) {
      results.add(measure(body, terminal));
    }
    terminal.say(machine.describe());
    terminal.say("");
    terminal.say(SimResult.header());
    results.forEach(result -> terminal.say(result.line()));
    terminal.result(toJson(machine, results));
    return 0;
  }

  private SimResult measure(SimBody body, Terminal terminal) throws InterruptedException {
    int rounds = quick ? 5 : repetitions;
    PlantProvider provider = PlantProvider.chosenBy(body.settings().provider());
    terminal.progress(body.title() + ": warming up");
    try (SimBench bench = new SimBench(body, provider)) {
      return bench.measure(
          quick ? WARM_UP / 10 : WARM_UP,
          quick ? EPISODES / 10 : EPISODES,
          rounds,
          k -> terminal.progress(body.title() + ": repetition " + (k + 1) + " of " + rounds));
    }
  }

  private static Map<String, Object> toJson(Machine machine, List<SimResult> results) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bench", "sim");
    json.put("machine", machine.toJson());
    json.put("bodies", results.stream().map(SimResult::toJson).toList());
    return json;
  }
}
