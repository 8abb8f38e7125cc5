package dev.trammel.calibration.benchmark;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.run.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures networks. */
@Command(
    name = "policy",
    description = "Measure a 14-64-64-7 network's mean for one observation, wall time and"
        + " allocation, beside ONNX Runtime if its jar is there, each in a process of its own; and"
        + " the training of a 28-64-64-14 network on 50,000 samples, CPU time of an epoch.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel bench policy --quick",
      "  trammel bench policy --forks 5 --out policy.md --json",
    })
final class PolicyCommand implements Callable<Integer> {

  private static final Target FORWARD_RELU = Target.atMost(350, 250);
  private static final Target FORWARD_TANH = Target.atMost(500, 350);
  private static final Target EPOCH = Target.atMost(0.1, 0.06);

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds; each measures everything once. Default: 3.")
  private int forks;

  @Option(names = "--quick", description = "A look in half a minute: one round.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "FILE.md",
      description = "Also write the table to a page in Markdown.")
  private Optional<Path> page = Optional.empty();

  @Override
  public Integer call() throws RunnerException, IOException {
    UsageException.requireAtLeast(forks, 1, "--forks");
    Machine machine = Machine.here();
    Terminal terminal = common.terminal();
    terminal.say(machine.describe());
    List<PolicyResult> results = new ArrayList<>();
    for (PolicyLine line : PolicyLine.values()) {
      measure(line, terminal, results);
    }
    for (Kernels kernels : Kernels.available()) {
      for (Activation activation : Activation.values()) {
        results.add(train(activation, kernels, terminal));
      }
    }
    PolicyResult.plain(results).forEach(terminal::say);
    if (page.isPresent()) {
      List<String> lines = new ArrayList<>(List.of(machine.describe(), ""));
      lines.addAll(PolicyResult.markdown(results));
      Files.write(page.get(), lines);
    }
    terminal.result(toJson(machine, results));
    return 0;
  }

  private void measure(PolicyLine line, Terminal terminal, List<PolicyResult> results)
      throws RunnerException {
    if (line.isOnnx && !OnnxRuntimeJar.isThere()) {
      terminal.say("Without " + line.title("") + ": " + OnnxRuntimeJar.INSTALL);
      return;
    }
    List<Kernels> available = Kernels.available();
    for (Kernels kernels : line.isOnnx ? available.subList(0, 1) : available) {
      List<Measurement> rounds = new ArrayList<>();
      for (int round = 0; round < rounds(); round++) {
        terminal.progress(line.title(kernels.name()));
        rounds.add(PolicyRunner.run(line, kernels.name(), new Pace(quick ? 500 : 1_000, 5)));
      }
      boolean isFirst = kernels.name().equals(available.get(0).name());
      Target target = line.activation == Activation.RELU ? FORWARD_RELU : FORWARD_TANH;
      results.add(PolicyResult.of(
          line.key(kernels.name()),
          line.title(kernels.name()),
          rounds,
          isFirst && !line.isOnnx ? target : Target.none()));
    }
  }

  private PolicyResult train(Activation activation, Kernels kernels, Terminal terminal) {
    String units = activation == Activation.RELU ? "ReLU" : "tanh";
    String title = "epoch, " + units + ", " + kernels.name();
    terminal.progress(title);
    TrainingWork work = new TrainingWork(activation, kernels);
    work.secondsPerEpoch();
    double[] seconds = new double[rounds()];
    for (int round = 0; round < seconds.length; round++) {
      seconds[round] = work.secondsPerEpoch();
    }
    boolean isFirst = kernels.name().equals(Kernels.best().name());
    String key = "epoch_" + kernels.name().replace('-', '_') + "_" + units.toLowerCase(Locale.ROOT);
    return PolicyResult.of(key, title, seconds, isFirst ? EPOCH : Target.none());
  }

  private int rounds() {
    return quick ? 1 : forks;
  }

  private static Map<String, Object> toJson(Machine machine, List<PolicyResult> results) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bench", "policy");
    json.put("machine", machine.toJson());
    json.put("lines", PolicyResult.toJson(results));
    return json;
  }
}
