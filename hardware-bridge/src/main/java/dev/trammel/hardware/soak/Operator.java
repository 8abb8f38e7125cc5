package dev.trammel.hardware.soak;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import dev.trammel.hardware.mqtt.MqttLinker;
import dev.trammel.hardware.remote.Hands;
import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.remote.RemoteSettings;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person with a controller: runs episodes of all kinds, and when the robot cannot go on looks at
 * it, resets it and starts again. Competes with others for the robot.
 */
final class Operator extends Pausing {

  private static final Pattern FAULT = Pattern.compile("FAULT ([A-Z]+)");
  private static final Pattern CODE = Pattern.compile("answered with ([A-Z]+)");
  private static final double SAME = 1e-9;

  private final Repertoire repertoire;
  private final MqttLinker linker;
  private final Subject subject;
  private final SplittableRandom random;
  private final Diary diary;
  private final Outcomes outcomes;
  private final String address;

  /** How episodes ended: whole, by kind, and not, by cause. */
  record Outcomes(Counts whole, Counts ended) {}

  /** Who, and where the robot is for them. */
  record Place(String user, int port) {}

  Operator(
      Place place, Repertoire repertoire, Subject subject, SplittableRandom random, Diary diary) {
    super(place.user(), diary);
    this.repertoire = repertoire;
    this.subject = subject;
    this.random = random;
    this.diary = diary;
    linker = repertoire.linker();
    outcomes = repertoire.outcomes();
    address = "mqtt://" + place.user() + "@localhost:" + place.port() + "/" + Subject.NAME;
  }

  @Override
  void work() throws InterruptedException {
    try {
      session();
    } catch (PlantException e) {
      String why = cause(String.valueOf(e.getMessage()));
      diary.note(name() + ": " + e.getMessage());
      outcomes.ended().add(why);
      recover(why);
    }
    doze(random.nextInt(500, 2000));
  }

  /** What a message says, in few words. */
  static String cause(String message) {
    Matcher fault = FAULT.matcher(message);
    if (fault.find()) {
      return "FAULT " + fault.group(1);
    }
    Matcher code = CODE.matcher(message);
    if (code.find()) {
      return code.group(1);
    }
    for (String known : Outcome.KNOWN) {
      if (message.contains(known)) {
        return known;
      }
    }
    return message.replaceFirst(".*?: could not ([^:]*):.*", "could not $1");
  }

  /** What messages may speak of. */
  private static final class Outcome {

    private static final String[] KNOWN = {
      "started anew",
      "left the broker",
      "the lease is lost",
      "nothing was heard",
      "did not answer",
      "round trips take",
      "is known to",
      "no connection",
    };
  }

  private void session() {
    boolean streamed = random.nextInt(4) == 0;
    try (RemotePlant plant =
        new RemotePlant(repertoire.task().plant(), settings(streamed), linker)) {
      plant.open();
      int episodes = random.nextInt(2, 7);
      for (int i = 0; i < episodes && !isAskedToPause(); i++) {
        episode(plant, streamed);
      }
    }
  }

  private RemoteSettings settings(boolean streamed) {
    String reset = random.nextInt(3) == 0 ? "servo&within=0.2&rate=0.5" : "place";
    String lease = random.nextBoolean() ? "0.5" : "1";
    return RemoteSettings.parse(
        address + "?limit=5&lease=" + lease + "&reset=" + reset + (streamed ? "&mode=stream" : ""));
  }

  private void episode(RemotePlant plant, boolean streamed) {
    Repertoire.Piece piece = streamed ? repertoire.streamed(random) : repertoire.any(random);
    EpisodeStart start = new EpisodeStart(
        new double[] {random.nextDouble(-0.5, 0.5), random.nextDouble(-0.3, 0.3)},
        new double[2],
        random.nextLong(1L << 40));
    TrajectoryRecorder recorder = repertoire.recorder(piece.steps());
    plant.run(start, piece.controller(), piece.steps(), recorder);
    check(recorder.toTrajectory(), piece);
    outcomes.whole().add(piece.kind());
  }

  /** Its log came whole: it is what the robot did, and what it was told to do. */
  private void check(Trajectory episode, Repertoire.Piece piece) {
    int m = episode.inputSize();
    double[][] requested = new double[episode.steps()][m];
    double[][] applied = new double[episode.steps()][m];
    for (int t = 0; t < episode.steps(); t++) {
      for (int i = 0; i < m; i++) {
        requested[t][i] = episode.requested(t, i);
        applied[t][i] = episode.applied(t, i);
      }
    }
    if (episode.steps() != piece.steps() || !subject.knows(requested, applied)) {
      diary.breach(
          Rule.LOG,
          name() + " has a log of " + episode.steps() + " steps, " + piece.kind()
              + ", that the robot did not write");
    }
    if (piece.isClosedThere()) {
      checkLaw(episode, piece.controller());
    }
  }

  private void checkLaw(Trajectory episode, Controller controller) {
    StateEstimate estimate = new StateEstimate(episode.stateSize());
    Action action = new Action(episode.inputSize());
    for (int t = 0; t < episode.steps(); t++) {
      episode.copyState(t, estimate.mean.data, 0);
      controller.act(estimate, t, action);
      for (int i = 0; i < episode.inputSize(); i++) {
        double law = action.requested.data[i];
        if (!(Math.abs(law - episode.requested(t, i)) <= SAME * (1 + Math.abs(law)))) {
          diary.breach(
              Rule.COMMAND,
              name() + "'s controller says " + law + " in step " + t + ", the robot requested "
                  + episode.requested(t, i));
          return;
        }
      }
    }
  }

  /** Looks at the robot for a while; leaves its fault if it is in one. */
  private void recover(String why) throws InterruptedException {
    doze(random.nextInt(100, 1000));
    if (!why.startsWith("FAULT")) {
      return;
    }
    try {
      new Hands(settings(false), linker).reset();
    } catch (PlantException e) {
      diary.note(name() + " cannot reset: " + e.getMessage());
    }
  }
}
