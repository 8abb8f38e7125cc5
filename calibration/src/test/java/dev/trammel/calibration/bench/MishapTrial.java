package dev.trammel.calibration.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trammel.controller.storage.Json;
import dev.trammel.hardware.wire.Activity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One question to a robot, during which one thing goes wrong. */
final class MishapTrial {

  private static final long START_SECONDS = 120;
  private static final long GLANCE_MILLIS = 5;
  private static final double REST_SECONDS = 30;

  /** Of the plan; what goes wrong afterwards goes wrong while nothing moves. */
  private static final double SHARE = 0.95;

  /** No limit of files is greater; each question has longer ones [KiB]. */
  private static final int LONGEST = 80;

  /** How long a cable is pulled [s]; the last one until the bench has ended. */
  private static final double[] PULLED = {2, 6, START_SECONDS};

  private final MishapStage stage;
  private final Mishap mishap;
  private final int number;
  private final Path folder;
  private final Path disk;
  private final Path said;

  /**
   * @param folder for all of this trial; not there yet
   * @param disk that the bench writes to
   */
  MishapTrial(MishapStage stage, Mishap mishap, int number, Path folder, Path disk)
      throws IOException {
    this.stage = stage;
    this.mishap = mishap;
    this.number = number;
    this.folder = Files.createDirectories(folder);
    this.disk = disk;
    said = folder.resolve("bench.txt");
  }

  /** The robot when it happened. */
  private record Struck(long at, long robotTime, boolean isMoving, Path console) {}

  /** Asks, lets it happen, and judges; nothing if the bench ended before it could. */
  Optional<MishapOutcome> run() throws IOException, InterruptedException {
    stage.makeReady();
    Path out = Files.createDirectories(disk).resolve("cal");
    SplittableRandom random = new SplittableRandom(31L * number + mishap.ordinal());
    Optional<Integer> limit =
        mishap == Mishap.FILE_LIMIT ? Optional.of(random.nextInt(8, LONGEST)) : Optional.empty();
    Process bench = stage.ask(question(), out, said, limit);
    try {
      Optional<Path> run = begun(bench, out);
      if (run.isEmpty()) {
        return Optional.empty();
      }
      double instant = random.nextDouble() * SHARE * planned(run.get());
      if (mishap != Mishap.FILE_LIMIT && endsWithin(bench, instant)) {
        return Optional.empty();
      }
      Struck struck = strike(bench);
      boolean ended = end(bench);
      return Optional.of(judge(bench, ended, run.get(), instant, struck));
    } finally {
      bench.destroyForcibly().waitFor();
      mishap.mend(stage);
      Files.deleteIfExists(disk.resolve("full"));
    }
  }

  private List<String> question() {
    return number % 10 == 9 ? List.of("delay") : List.of("checkout", "--pace", "20");
  }

  /** The folder of the run, once the robot is asked. */
  private Optional<Path> begun(Process bench, Path out) throws IOException, InterruptedException {
    Path runs = out.resolve(MishapStage.DEVICE).resolve("runs");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < until && !bench.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
      if (Files.isDirectory(runs)) {
        try (Stream<Path> all = Files.list(runs)) {
          Optional<Path> run =
              all.filter(each -> Files.isDirectory(each.resolve("raw"))).findFirst();
          if (run.isPresent()) {
            return run;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static double planned(Path run) throws IOException {
    Object plan = Json.readFile(run.resolve(BenchRun.RUN)).get("plan");
    if (plan instanceof Map<?, ?> numbers && numbers.get("seconds") instanceof Number seconds) {
      return seconds.doubleValue();
    }
    throw new IOException(run + " has no plan with seconds, but " + plan);
  }

  private static boolean endsWithin(Process process, double seconds) throws InterruptedException {
    return process.waitFor((long) (1e6 * seconds), TimeUnit.MICROSECONDS);
  }

  private Struck strike(Process bench) throws IOException, InterruptedException {
    MishapWitness.Seen seen = stage.witness().newest(0).orElseThrow();
    long now = System.nanoTime();
    boolean isMoving =
        seen.state().condition().activity() == Activity.EPISODE && seen.state().step() > 0;
    Struck struck =
        new Struck(now, seen.time() + (now - seen.at()) / 1000, isMoving, stage.console());
    mishap.strike(stage, bench, number, disk);
    return struck;
  }

  /** Whether it ended in time; a cable is put back meanwhile. */
  private boolean end(Process bench) throws InterruptedException {
    boolean ended = endsWithin(bench, PULLED[number % PULLED.length]);
    mishap.mend(stage);
    return ended || endsWithin(bench, START_SECONDS);
  }

  private MishapOutcome judge(Process bench, boolean ended, Path run, double instant, Struck struck)
      throws IOException, InterruptedException {
    long now = System.nanoTime();
    MishapJudge judge = new MishapJudge(mishap);
    if (!ended) {
      judge.broken("the bench did not end");
      return judge.outcome(number, instant, -1, "", OptionalDouble.empty(), 0);
    }
    boolean rests = stage
        .witness()
        .await(
            REST_SECONDS,
            () -> stage.witness().newest(now).filter(s -> s.isAtRest()).isPresent());
    if (!rests) {
      judge.broken("the robot is not at rest");
    }
    String text = Files.readString(said, UTF_8);
    judge.ending(bench.exitValue(), text);
    int kept = judge.data(run, bench.exitValue(), text, struck.isMoving() ? struck.robotTime() : 0);
    judge.calibrations(disk.resolve("cal").resolve(MishapStage.DEVICE), bench.exitValue());
    // somebody made room
    Files.deleteIfExists(disk.resolve("full"));
    int report = stage.run(folder.resolve("report.txt"), "calibrate", "report", run.toString());
    judge.report(bench.exitValue(), report, Files.readString(folder.resolve("report.txt"), UTF_8));
    return judge.outcome(number, instant, bench.exitValue(), lastLine(text), rest(struck), kept);
  }

  /** When it had come to rest after that, by its own clock and words [s]. */
  private OptionalDouble rest(Struck struck) throws IOException {
    List<Double> rests = new ArrayList<>();
    for (String line : Files.readAllLines(struck.console(), UTF_8)) {
      int end = line.indexOf(" s  ");
      if (end > 0 && line.substring(end + 4).matches("(FAULT [A-Z]+: at rest|INACTIVE: ).*")) {
        rests.add(Double.parseDouble(line.substring(0, end)) - 1e-6 * struck.robotTime());
      }
    }
    return rests.stream()
        .mapToDouble(Double::doubleValue)
        .filter(after -> after > 0)
        .findFirst();
  }

  private static String lastLine(String text) {
    List<String> lines = text.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }
}
