package dev.trammel.calibration.benchmark;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.run.Machine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Measures the learning core's inner loops. */
@Command(
    name = "kernels",
    description =
        "Measure the backward sweep, the forward sweep, the whole KL-bounded update and the fit of the"
            + " dynamics, beside a textbook sweep on EJML: median wall time and allocation of a call,"
            + " one thread, warm.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel bench kernels --quick",
      "  trammel bench kernels --size 20,6,150 --forks 5 --json",
    })
final class KernelsCommand implements Callable<Integer> {

  /** Reads {@code n,m,T}. */
  static final class SizeConverter implements ITypeConverter<ProblemSize> {
    @Override
    public ProblemSize convert(String text) {
      try {
        return ProblemSize.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Option(
      names = "--size",
      paramLabel = "n,m,T",
      converter = SizeConverter.class,
      description = "States, inputs and steps of a problem; repeatable. Default: 14,7,100, then"
          + " 4,1,100, 26,7,100 and 32,8,200.")
  private List<ProblemSize> sizes = List.of();

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "2",
      description = "Rounds; each measures everything in processes of its own. Default: 2.")
  private int forks;

  @Option(
      names = "--quick",
      description = "A look in half a minute: only 14,7,100, one round, little warming up.")
  private boolean quick;

  @Override
  public Integer call() throws RunnerException {
    Require.atLeast(forks, 1, "--forks");
    Machine machine = Machine.here();
    Terminal terminal = common.terminal();
    KernelRunner runner = quick ? new KernelRunner(2, 1) : new KernelRunner(3, 3);
    int rounds = quick ? 1 : forks;
    terminal.say(machine.describe());
    List<Map<String, Object>> results = new ArrayList<>();
    for (ProblemSize size : sizes()) {
      KernelResult result = measure(size, rounds, runner, terminal);
      terminal.say("");
      result.lines().forEach(terminal::say);
      results.add(result.toJson());
    }
    terminal.result(toJson(machine, rounds, results));
    return 0;
  }

  private List<ProblemSize> sizes() {
    ProblemSize usual = new ProblemSize(14, 7, 100);
    if (!sizes.isEmpty()) {
      return sizes;
    }
    return quick
        ? List.of(usual)
        : List.of(
            usual,
            new ProblemSize(4, 1, 100),
            new ProblemSize(26, 7, 100),
            new ProblemSize(32, 8, 200));
  }

  private static KernelResult measure(
      ProblemSize size, int rounds, KernelRunner runner, Terminal terminal) throws RunnerException {
    List<Map<Kernel, Measurement>> found = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      Map<Kernel, Measurement> measurements = new EnumMap<>(Kernel.class);
      for (Kernel kernel : Kernel.values()) {
        terminal.progress(
            "n,m,T = " + size + ", round " + round + " of " + rounds + ": " + kernel.title);
        measurements.put(kernel, runner.run(kernel, size));
      }
      found.add(measurements);
    }
    return new KernelResult(size, found);
  }

  private static Map<String, Object> toJson(
      Machine machine, int rounds, List<Map<String, Object>> results) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bench", "kernels");
    json.put("kernels", Kernels.rows().name());
    json.put("machine", machine.toJson());
    json.put("rounds", rounds);
    json.put("sizes", results);
    return json;
  }
}
