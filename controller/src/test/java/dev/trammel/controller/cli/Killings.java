package dev.trammel.controller.cli;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.storage.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kills training runs with SIGKILL at random instants and resumes them. As a command it prints a
 * table:
 *
 * <pre>  java -cp … dev.trammel.controller.cli.Killings 20 FOLDER train TASK OPTIONS</pre>
 */
final class Killings {

  /**
   * One run that was killed.
   *
   * @param seconds after which it was killed
   * @param episodes that were on the disk then
   * @param bytes of the archive then
   * @param hash of the resumed run and of its evaluation
   */
  record Killing(double seconds, long episodes, long bytes, String hash) {}

  private final List<String> java;
  private final Path folder;
  private final List<String> train;
  private double wholeSeconds;

  /**
   * Prepares.
   *
   * @param java command line up to the arguments of the program
   * @param folder to work in
   * @param train the command, without a folder for its run
   */
  Killings(List<String> java, Path folder, List<String> train) {
    this.java = List.copyOf(java);
    this.folder = folder;
    this.train = List.copyOf(train);
  }

  /** Hash of a run that nobody disturbs. */
  String undisturbed() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    String hash = finish("whole", train("whole"));
    wholeSeconds = (System.nanoTime() - begin) / 1e9;
    return hash;
  }

  /** How long that run took. */
  double wholeSeconds() {
    return wholeSeconds;
  }

  /** Kills a run after a random part of the undisturbed one's time, and resumes it. */
  Killing kill(int number) throws IOException, InterruptedException {
    String run = "killed-" + number;
    double seconds = new SplittableRandom(number).nextDouble() * wholeSeconds;
    Process process = start(train(run));
    process.waitFor((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
    // SIGKILL
    process.destroyForcibly().waitFor();
    Path archive = folder.resolve(run).resolve("episodes.mcap");
    long bytes = Files.exists(archive) ? Files.size(archive) : 0;
    boolean begun = Files.exists(folder.resolve(run).resolve("run.json"));
    long episodes = begun && bytes > 0 ? episodes(archive) : 0;
    String hash = finish(run, begun ? List.of("train", "--resume", run, "--json") : train(run));
    return new Killing(seconds, episodes, bytes, hash);
  }

  private static long episodes(Path archive) throws IOException {
    try (EpisodeArchive open = EpisodeArchive.open(archive)) {
      return open.episodes().size();
    }
  }

  private List<String> train(String run) {
    return Stream.concat(train.stream(), Stream.of("--out", run, "--json")).toList();
  }

  private String finish(String run, List<String> arguments)
      throws IOException, InterruptedException {
    int code = start(arguments).waitFor();
    List<String> out = Files.readAllLines(folder.resolve("out.txt"));
    if (code != ExitCode.OK && code != ExitCode.NOT_SOLVED || out.isEmpty()) {
      throw new IllegalStateException(
          run + " ended with " + code + ": " + Files.readString(folder.resolve("err.txt")));
    }
    Map<String, ?> json = Json.read(out.get(out.size() - 1));
    String evaluation = json.get("evaluation") instanceof Map<?, ?> found
        ? String.valueOf(found.get("trajectory_hash"))
        : "none";
    return json.get("trajectory_hash") + " " + evaluation;
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(java);
    line.addAll(arguments);
    return new ProcessBuilder(line)
        .directory(folder.toFile())
        .redirectOutput(folder.resolve("out.txt").toFile())
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }

  /** Prints a table; fails if one hash differs. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int count = Integer.parseInt(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    List<String> java = List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules",
        "jdk.incubator.vector",
        "-XX:PerMethodTrapLimit=10000",
        "-Dtrammel.tasks=" + Path.of(System.getProperty("trammel.tasks")).toAbsolutePath(),
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName());
    List<String> train = List.of(arguments).subList(2, arguments.length);
    Killings killings = new Killings(java, folder, train);
    String expected = killings.undisturbed();
    System.out.printf("Undisturbed: %.1f s, hash %s%n%n", killings.wholeSeconds(), expected);
    System.out.println("| run | killed after [s] | episodes kept | bytes | same hash |");
    System.out.println("|---|---|---|---|---|");
    int same = 0;
    for (int i = 0; i < count; i++) {
      Killing killing = killings.kill(i);
      boolean equal = killing.hash().equals(expected);
      same += equal ? 1 : 0;
      System.out.printf(
          "| %d | %.2f | %d | %d | %s |%n",
          i, killing.seconds(), killing.episodes(), killing.bytes(), equal ? "yes" : "NO");
    }
    System.out.printf("%n%d of %d%n", same, count);
    System.exit(same == count ? 0 : 1);
  }
}
