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
import java.util.Map;
import java.util.Optional;
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
        "Measure sweeps, whole KL-bounded updates, fits of the dynamics and mixture priors beside two"
            + " yardsticks, a textbook sweep on EJML and one on Eigen: median wall time and"
            + " allocation of a call, one thread, warm, each in processes of its own.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel bench kernels --quick",
      "  trammel bench kernels --out results.md",
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

  private static final List<ProblemSize> USUAL =
      List.of(LineUp.USUAL, LineUp.TINY, LineUp.LARGE, LineUp.LONG);

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
      defaultValue = "3",
      description = "Rounds; each measures everything in processes of its own. Default: 3.")
  private int forks;

  @Option(
      names = "--quick",
      description = "A look in less than a minute: only 14,7,100, one round, little warming up.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "FILE.md",
      description = "Also write the tables to a page in Markdown.")
  private Optional<Path> page = Optional.empty();

  @Override
  public Integer call() throws RunnerException, IOException, InterruptedException {
    UsageException.requireAtLeast(forks, 1, "--forks");
    Machine machine = Machine.here();
    Terminal terminal = common.terminal();
    List<String> head = List.of(machine.describe(), "Kernels: " + String.join(", ", names()) + ".");
    head.forEach(terminal::say);
    writePage(head, List.of());
    Pace pace = quick ? new Pace(600, 2) : new Pace(1_000, 3);
    LineUp lineUp = new LineUp(Kernels.available(), eigen(terminal), pace);
    List<KernelResult> results = new ArrayList<>();
    for (ProblemSize size : sizes()) {
      KernelResult result = measure(size, lineUp.at(size), terminal);
      new KernelTables(result).plain().forEach(terminal::say);
      results.add(result);
      writePage(head, results);
    }
    terminal.result(toJson(machine, results));
    return 0;
  }

  private static List<String> names() {
    return Kernels.available().stream().map(Kernels::name).toList();
  }

  private static Optional<EigenSweep> eigen(Terminal terminal) throws InterruptedException {
    terminal.progress("compiling the yardstick on Eigen");
    try {
      return Optional.of(EigenSweep.compile());
    } catch (IOException e) {
      terminal.say(
          "Without the yardstick on Eigen (" + e.getMessage() + "): " + EigenSweep.INSTALL);
      return Optional.empty();
    }
  }

  private int rounds() {
    return quick ? 1 : forks;
  }

  private List<ProblemSize> sizes() {
    if (!sizes.isEmpty()) {
      return sizes;
    }
    return quick ? List.of(LineUp.USUAL) : USUAL;
  }

  private KernelResult measure(ProblemSize size, List<Contender> contenders, Terminal terminal)
      throws RunnerException, IOException, InterruptedException {
    List<Map<String, Measurement>> found = new ArrayList<>();
    for (int round = 1; round <= rounds(); round++) {
      Map<String, Measurement> measurements = new LinkedHashMap<>();
      for (Contender contender : contenders) {
        Line line = contender.line();
        terminal.progress(
            "n,m,T = " + size + ", round " + round + " of " + rounds() + ": " + line.title());
        measurements.put(line.key(), contender.measure());
      }
      found.add(measurements);
    }
    return new KernelResult(size, contenders.stream().map(Contender::line).toList(), found);
  }

  private void writePage(List<String> head, List<KernelResult> results) throws IOException {
    if (page.isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>(head);
    lines.add("Medians of " + rounds() + (rounds() == 1 ? " round." : " rounds."));
    results.forEach(result -> lines.addAll(new KernelTables(result).markdown()));
    Files.write(page.get(), lines);
  }

  private Map<String, Object> toJson(Machine machine, List<KernelResult> results) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bench", "kernels");
    json.put("kernels", names().get(0));
    json.put("machine", machine.toJson());
    json.put("rounds", rounds());
    json.put("sizes", results.stream().map(KernelResult::toJson).toList());
    return json;
  }
}
