package dev.trammel.calibration.benchmark;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
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

/** Measures planning steps. */
@Command(
    name = "mpc",
    description = "Measure the latency of one planning step: one Gauss-Newton step over a horizon"
        + " of H steps of a fitted model, in a closed loop with noise, about a third of the inputs"
        + " at a limit; beside the plain sweep of the same size, in turns on one thread, with"
        + " another core idle and busy. What a step allocates is counted in a process of its own."
        + " Then control cycles on the real clock whose deadline is half of a plan's median time,"
        + " planning in the cycle and on a thread of its own; then three times that median.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel bench mpc --quick",
      "  trammel bench mpc --steps 1000000 --out mpc.md --json",
      "  trammel bench mpc --size 12,4,10",
    })
final class MpcCommand implements Callable<Integer> {

  private static final List<ProblemSize> USUAL =
      List.of(new ProblemSize(4, 1, 50), new ProblemSize(14, 7, 20), new ProblemSize(26, 7, 20));
  private static final int QUICK_STEPS = 10_000;
  private static final int STEPS_PER_CYCLE = 10;
  private static final double TOO_SHORT = 0.5;
  private static final double AMPLE = 3;

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Option(
      names = "--size",
      paramLabel = "n,m,H",
      converter = KernelsCommand.SizeConverter.class,
      description =
          "States, inputs and horizon; repeatable. Default: 4,1,50, then 14,7,20 and" + " 26,7,20.")
  private List<ProblemSize> sizes = List.of();

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Planning steps of each line; a tenth as many control cycles with a deadline."
          + " Default: 100000.")
  private int steps;

  @Option(
      names = "--quick",
      description = "A look in half a minute: 10000 steps, no process of its own.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "FILE.md",
      description = "Also write the table to a page in Markdown.")
  private Optional<Path> page = Optional.empty();

  @Override
  public Integer call() throws RunnerException, IOException {
    UsageException.requireAtLeast(steps, 1, "--steps");
    Machine machine = Machine.here();
    Terminal terminal = common.terminal();
    Kernels kernels = Kernels.best();
    List<String> head = new ArrayList<>(List.of(
        machine.describe(),
        String.format(Locale.ROOT, "Kernels: %s. %,d steps.", kernels.name(), steps())));
    List<Map<String, Object>> allocations = new ArrayList<>();
    for (ProblemSize size : quick ? List.<ProblemSize>of() : sizes()) {
      terminal.progress("n,m,H = " + size + ": allocation");
      Measurement alone = KernelRunner.run(Kernel.PLAN, size, kernels.name(), new Pace(1_000, 3));
      head.add(String.format(
          Locale.ROOT,
          "%s: a step and the body's allocate %s; median %.1f µs, alone in its process.",
          size,
          KernelTables.bytes(alone.bytes()),
          alone.micros()));
      allocations.add(Map.of("size", size.toString(), "bytes", alone.bytes()));
    }
    List<MpcResult> results = measure(kernels, terminal);
    List<DeadlineResult> deadlines = meetDeadlines(kernels, results, terminal);
    head.forEach(terminal::say);
    List<TextTable> tables = List.of(MpcResult.table(results), DeadlineResult.table(deadlines));
    for (TextTable table : tables) {
      terminal.say("");
      table.plain().forEach(terminal::say);
      head.add("");
      head.addAll(table.markdown());
    }
    if (page.isPresent()) {
      Files.write(page.get(), head);
    }
    Map<String, Object> json = toJson(machine, kernels, allocations, results);
    json.put("deadlines", deadlines.stream().map(DeadlineResult::toJson).toList());
    terminal.result(json);
    return 0;
  }

  /** Deadlines in parts of what a plan took at the median while the other core was idle. */
  private List<DeadlineResult> meetDeadlines(
      Kernels kernels, List<MpcResult> results, Terminal terminal) {
    List<DeadlineResult> deadlines = new ArrayList<>();
    for (MpcResult result : results) {
      if (!result.busy()) {
        terminal.progress("n,m,H = " + result.size() + ": deadlines");
        double median = result.planning().quantile(0.5);
        DeadlineRun half = new DeadlineRun(result.size(), kernels, median, TOO_SHORT);
        deadlines.add(half.inCycle(cycles()));
        deadlines.add(half.onThread(cycles()));
        DeadlineRun ample = new DeadlineRun(result.size(), kernels, median, AMPLE);
        deadlines.add(ample.inCycle(cycles()));
      }
    }
    return deadlines;
  }

  private List<MpcResult> measure(Kernels kernels, Terminal terminal) {
    List<MpcResult> results = new ArrayList<>();
    for (ProblemSize size : sizes()) {
      terminal.progress("n,m,H = " + size + ": warming up");
      MpcBench bench = new MpcBench(size, kernels);
      bench.warmUp(quick ? 500 : 2_000);
      for (boolean busy : new boolean[] {false, true}) {
        terminal.progress("n,m,H = " + size + ": second core " + (busy ? "busy" : "idle"));
        results.add(bench.measure(steps(), busy));
      }
    }
    return results;
  }

  private List<ProblemSize> sizes() {
    return sizes.isEmpty() ? USUAL : sizes;
  }

  private int steps() {
    return quick ? QUICK_STEPS : steps;
  }

  private int cycles() {
    return Math.max(1, steps() / STEPS_PER_CYCLE);
  }

  private static Map<String, Object> toJson(
      Machine machine,
      Kernels kernels,
      List<Map<String, Object>> allocations,
      List<MpcResult> results) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bench", "mpc");
    json.put("kernels", kernels.name());
    json.put("machine", machine.toJson());
    json.put("allocations", allocations);
    json.put("lines", results.stream().map(MpcResult::toJson).toList());
    return json;
  }
}
