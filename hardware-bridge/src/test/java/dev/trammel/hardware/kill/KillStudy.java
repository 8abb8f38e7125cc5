package dev.trammel.hardware.kill;

import dev.trammel.hardware.kill.Stage.Sitting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Kills at random instants of training runs on a robot behind MQTT, and prints a table:
 *
 * <pre>  java -cp … -Dtrammel.tasks=controller/tasks dev.trammel.hardware.kill.KillStudy 20 FOLDER --victim device</pre>
 */
public final class KillStudy {

  private static final int ATTEMPTS = 5;

  /** Of the robot [s]. */
  private static final double PERIOD = 0.05;

  private static final double GOOD_END = 60;

  /** By SIGTERM. */
  private static final int INTERRUPTED = 143;

  @Parameters(index = "0", paramLabel = "N", description = "Kills.")
  private int count;

  @Parameters(index = "1", paramLabel = "FOLDER", description = "To work in; empty.")
  private Path folder = Path.of("");

  @Option(names = "--seed", description = "Of the instants. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--victim", required = true, description = "${COMPLETION-CANDIDATES}.")
  private Victim victim = Victim.CONTROLLER;

  @Option(
      names = "--within",
      description = "Kill so many seconds after a controller commands the robot, or after the last"
          + " kill's episodes, at most. Default: ${DEFAULT-VALUE}.")
  private double within = 12;

  @Option(names = "--chain", description = "Kills of one run. Default: ${DEFAULT-VALUE}.")
  private int chain = 5;

  @Option(names = "--lease", description = "Seconds. Default: ${DEFAULT-VALUE}.")
  private double lease = 1;

  @Option(names = "--more", description = "Episodes after resuming. Default: ${DEFAULT-VALUE}.")
  private int more = 2;

  @Option(names = "--set", description = "As of train.")
  private List<String> settings = new ArrayList<>();

  private int disturbed;

  private KillStudy() {}

  /** Fails if one thing is not as it must be. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    KillStudy study = new KillStudy();
    CommandLine line = new CommandLine(study).setCaseInsensitiveEnumValuesAllowed(true);
    line.parseArgs(arguments);
    System.exit(study.run() ? 0 : 1);
  }

  private boolean run() throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    boolean right = true;
    try (Stage stage = new Stage(Files.createDirectories(folder).toRealPath(), lease, settings)) {
      System.out.println(Killed.HEAD);
      for (int i = 0; i < count; i += chain) {
        right &= killRun(stage, "run-" + i, Math.min(chain, count - i), random);
      }
      System.out.printf(
          Locale.ROOT,
          "%nLease %s s; real-time priority of the robot's process: %s; controllers that ended by"
              + " themselves before they were killed, and were resumed: %d%n",
          lease,
          stage.isPrior() ? "yes" : "no",
          disturbed);
    }
    return right;
  }

  /** Kills at some instants of one run. */
  private boolean killRun(Stage stage, String run, int kills, SplittableRandom random)
      throws IOException, InterruptedException {
    Sitting sitting = stage.train(run);
    boolean right = true;
    for (int i = 0; i < kills; i++) {
      stage.awaitCommand(sitting);
      sitting = let(stage, run, sitting, random.nextDouble() * within);
      Killing.Resumed resumed = new Killing(stage, run, sitting, victim).now(more);
      sitting = resumed.sitting();
      System.out.println(resumed.killed().row());
      right &= resumed.killed().broken().isEmpty()
          && resumed.killed().silence().orElse(0) <= lease + PERIOD;
    }
    boolean ended = end(stage, sitting);
    return right && ended;
  }

  /** Lets it go on for some seconds; resumes it where it ends by itself. */
  private Sitting let(Stage stage, String run, Sitting first, double seconds)
      throws IOException, InterruptedException {
    Sitting sitting = first;
    for (int attempt = 0; sitting.endsWithin(seconds); attempt++) {
      disturbed++;
      System.err.println(run + ": " + sitting.lastLine());
      if (attempt == ATTEMPTS) {
        throw new IllegalStateException("no controller lasts for " + seconds + " s");
      }
      stage.makeReady();
      sitting = stage.resume(run);
      stage.awaitCommand(sitting);
    }
    return sitting;
  }

  private static boolean end(Stage stage, Sitting sitting)
      throws IOException, InterruptedException {
    sitting.process().destroy();
    boolean ended = sitting.endsWithin(GOOD_END) && sitting.process().exitValue() == INTERRUPTED;
    if (!ended) {
      System.out.println("the run did not end well: " + sitting.lastLine());
      sitting.process().destroyForcibly();
    }
    stage.makeReady();
    return ended;
  }
}
