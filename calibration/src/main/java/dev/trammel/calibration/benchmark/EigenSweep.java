package dev.trammel.calibration.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The textbook's sweep on Eigen, compiled for this machine into a folder that goes with the JVM. */
final class EigenSweep {

  static final Line LINE = new Line("eigen_sweep", "textbook sweep, Eigen", false);

  /** What people type where it cannot be compiled. */
  static final String INSTALL = "sudo apt-get install -y g++ libeigen3-dev";

  private static final String COMPILER = "g++";
  private static final String SOURCE = "sweep.cpp";
  private static final String MISSING_HEADER = "Eigen/Dense: No such file";

  private final Path folder;
  private final Path program;

  private EigenSweep(Path folder) {
    this.folder = folder;
    program = file("sweep");
  }

  /**
   * Compiles.
   *
   * @throws IOException with what is missing
   */
  static EigenSweep compile() throws IOException, InterruptedException {
    return compile(COMPILER);
  }

  static EigenSweep compile(String compiler) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("trammel-eigen");
    // what is registered last is deleted first
    folder.toFile().deleteOnExit();
    EigenSweep sweep = new EigenSweep(folder);
    sweep.build(compiler);
    return sweep;
  }

  private void build(String compiler) throws IOException, InterruptedException {
    Path source = file(SOURCE);
    try (InputStream in = EigenSweep.class.getResourceAsStream(SOURCE)) {
      Files.copy(Objects.requireNonNull(in, SOURCE), source);
    }
    ProcessBuilder command = new ProcessBuilder(
        compiler,
        "-O3",
        "-march=native",
        "-DNDEBUG",
        "-w",
        "-isystem",
        "/usr/include/eigen3",
        "-o",
        program.toString(),
        source.toString());
    Output output;
    try {
      output = Output.of(command);
    } catch (IOException e) {
      throw new IOException("no " + compiler, e);
    }
    if (output.code != 0) {
      throw new IOException(output.text.contains(MISSING_HEADER) ? "no Eigen" : output.firstLine());
    }
  }

  /** The sweep over the seeded problem of a size, which it writes to a file. */
  Contender at(ProblemSize size, Pace pace) throws IOException {
    Path problem = file(size + ".lqr");
    ProblemFile.write(RandomUpdate.usual(size), problem);
    return new EigenContender(problem, SweepWork.textbookGains(size), pace);
  }

  private Path file(String name) {
    Path file = folder.resolve(name);
    file.toFile().deleteOnExit();
    return file;
  }

  /** At one size; checked against the textbook's gains each time. */
  private final class EigenContender implements Contender {

    private final Path problem;
    private final double textbookGains;
    private final Pace pace;

    EigenContender(Path problem, double textbookGains, Pace pace) {
      this.problem = problem;
      this.textbookGains = textbookGains;
      this.pace = pace;
    }

    @Override
    public Line line() {
      return LINE;
    }

    @Override
    public Measurement measure() throws IOException, InterruptedException {
      Output output = Output.of(new ProcessBuilder(
          program.toString(),
          problem.toString(),
          text(pace.warmUpSeconds()),
          text(pace.seconds())));
      if (output.code != 0) {
        throw new IOException("the sweep on Eigen failed: " + output.firstLine());
      }
      List<Double> figures =
          Stream.of(output.text.strip().split(" ")).map(Double::valueOf).toList();
      SweepWork.requireSame("Eigen", figures.get(2), textbookGains);
      return new Measurement(figures.get(0), figures.get(1), Double.NaN);
    }

    private static String text(double seconds) {
      return String.format(Locale.ROOT, "%.3f", seconds);
    }
  }

  /** How a process ended and what it said. */
  private record Output(int code, String text) {

    static Output of(ProcessBuilder command) throws IOException, InterruptedException {
      Process process = command.redirectErrorStream(true).start();
      try (InputStream in = process.getInputStream()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
      } finally {
        process.destroy();
      }
    }

    String firstLine() {
      return text.lines().findFirst().orElse("exit code " + code);
    }
  }
}
