package dev.trammel.hardware.kill;

import dev.trammel.hardware.kill.Stage.Sitting;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Kills controller, device or broker of a training run, sees that the robot is safe, says once more
 * what was said before, does what a person would do, and resumes the run.
 */
final class Killing {

  private static final List<MessageType> REPEATED = List.of(
      MessageType.LEASE,
      MessageType.LIFECYCLE,
      MessageType.ARM,
      MessageType.START,
      MessageType.RENEW);

  /** To come to rest, and for what a busy machine needs [s]. */
  private static final double REST = 7;

  /** A controller fits its models before it looks at the robot again [s]. */
  private static final double FIT = 60;

  /** Before the kill, from which the robot's clock is read [ns]. */
  private static final long CLOCK = 3_000_000_000L;

  /** What was said before the kill is heard after it [ns]. */
  private static final long UNDER_WAY = 100_000_000;

  private static final double START = 20;
  private static final double EPISODE = 30;
  private static final int ATTEMPTS = 4;
  private static final double NANOS = 1e9;

  private final Stage stage;
  private final Witness witness;
  private final String run;
  private final Victim victim;
  private final List<String> broken = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private OptionalDouble silence = OptionalDouble.empty();
  private OptionalDouble witnessed = OptionalDouble.empty();
  private OptionalDouble rest = OptionalDouble.empty();
  private OptionalDouble told = OptionalDouble.empty();
  private Sitting last;

  /**
   * Prepares.
   *
   * @param sitting the controller's process, alive
   */
  Killing(Stage stage, String run, Sitting sitting, Victim victim) {
    this.stage = stage;
    this.run = run;
    this.victim = victim;
    last = sitting;
    witness = stage.witness();
  }

  /** A run that goes on after a kill. */
  record Resumed(Killed killed, Sitting sitting) {}

  /**
   * Kills now.
   *
   * @param more episodes that the resumed run must finish
   */
  Resumed now(int more) throws IOException, InterruptedException {
    Sitting sitting = last;
    Optional<Report.State> then = witness.newest(0).map(Witness.Seen::state);
    int lines = stage.console().size();
    stage.kill(victim, last);
    long killed = System.nanoTime();
    // an episode that the robot told of just now may be on its way to the disk
    long handed = sitting.kept() + witness.episodes(sitting.began(), killed - (long) NANOS);
    boolean goesOn = await(killed, lines, then.map(Report.State::session).orElse(0L));
    Kept kept = Kept.in(stage.folder(run));
    require(kept.count() >= handed, "an episode is lost");
    if (!goesOn) {
      last = comeBack(killed);
    }
    int after = goOn(kept, more);
    Killed result = new Killed(
        victim,
        (killed - sitting.began()) / NANOS,
        then.map(Killed::inWords).orElse("not heard of"),
        silence,
        witnessed,
        rest,
        told,
        handed,
        kept.count(),
        after,
        String.join(", ", story),
        broken);
    return new Resumed(result, last);
  }

  private void require(boolean right, String otherwise) {
    if (!right) {
      broken.add(otherwise);
    }
  }

  // ---- until all is quiet ----

  /** Whether the controller goes on by itself, as it had not begun to command. */
  private boolean await(long killed, int lines, long session)
      throws IOException, InterruptedException {
    switch (victim) {
      case CONTROLLER -> {}
      case DEVICE -> {
        stage.restartDevice();
        story.add("switched the robot on");
      }
      case BROKER -> {
        sleep(stage.lease() + 1.5);
        stage.restartBroker();
        story.add("started the broker");
      }
    }
    boolean goesOn = victim != Victim.CONTROLLER && !ended(killed, session != 0);
    long since = victim == Victim.DEVICE ? killed : System.nanoTime();
    require(
        goesOn || witness.await(START, () -> isQuiet(since)), "the robot does not come to rest");
    if (victim != Victim.DEVICE) {
      measure(lines, killed);
    }
    return goesOn;
  }

  private boolean ended(long killed, boolean mustEnd) throws IOException, InterruptedException {
    boolean ended = last.endsWithin(mustEnd ? FIT : START);
    require(ended || !mustEnd, "the controller goes on");
    if (ended) {
      told = OptionalDouble.of((System.nanoTime() - killed) / NANOS);
      require(
          last.process().exitValue() == 1 && last.lastLine().contains("could not"),
          "the controller ended with " + last.process().exitValue());
    }
    return ended;
  }

  private boolean isQuiet(long since) {
    return witness
        .newest(since)
        .map(Witness.Seen::state)
        .filter(state -> state.session() == 0
            && state.condition().state() != DeviceState.ACTIVE
            && state.condition().state() != DeviceState.STOPPING)
        .isPresent();
  }

  /** By the robot's own clock: how long nothing was heard when it left ACTIVE. */
  private void measure(int lines, long killed) throws IOException {
    Optional<Stop> stop = Stop.in(stage.console().subList(lines, stage.console().size()));
    if (stop.isPresent()) {
      silence = OptionalDouble.of(stop.get().silence());
      rest = stop.get().rest();
      double heard = witness.lastOrder(killed - CLOCK, killed + UNDER_WAY);
      witnessed = OptionalDouble.of(stop.get().at() - heard);
      require(stop.get().silence() >= stage.lease(), "stopped too early");
    }
    boolean wasActive = witness.between(killed, System.nanoTime()).stream()
        .anyMatch(seen -> seen.state().condition().state() == DeviceState.ACTIVE);
    require(!wasActive || silence.isPresent() || victim == Victim.BROKER, "no stop is told of");
  }

  // ---- what a person does ----

  private Sitting comeBack(long killed) throws IOException, InterruptedException {
    repeat();
    Report.State state = state();
    if (state.condition().state() == DeviceState.FAULT) {
      Stage.Ended refused = stage.end(stage.resume(run));
      require(
          refused.code() == 1 && refused.said().contains("trammel reset"),
          "resumed without a reset");
      require(state().condition().equals(state.condition()), "it left its fault by itself");
      requireStill(killed);
      reset();
    } else {
      requireStill(killed);
    }
    boolean begun = Files.exists(stage.folder(run).resolve("run.json"));
    story.add(begun ? "resumed" : "began again");
    return stage.resume(run);
  }

  private void reset() throws IOException, InterruptedException {
    Fault fault = state().condition().fault();
    Stage.Ended reset = stage.reset();
    require(
        reset.code() == 0 && state().condition().state() == DeviceState.INACTIVE,
        "no reset: " + reset.said().strip());
    story.add("reset " + fault);
  }

  /** Repeats what the controller said last: nothing of it may count. */
  private void repeat() throws InterruptedException {
    List<Witness.Order> orders =
        REPEATED.stream().map(witness::last).flatMap(Optional::stream).toList();
    Report.State before = state();
    orders.forEach(witness::repeat);
    long refused = refused(before) + orders.size();
    boolean all =
        witness.await(REST, () -> refused(witness.newest(0).orElseThrow().state()) >= refused);
    Report.State now = state();
    require(
        all
            && now.condition().equals(before.condition())
            && now.session() == 0
            && now.counters().accepted() == before.counters().accepted(),
        "what was repeated was not refused");
  }

  private static long refused(Report.State state) {
    return Arrays.stream(state.counters().rejected()).sum();
  }

  /** The next state that is heard. */
  private Report.State state() throws InterruptedException {
    long now = System.nanoTime();
    if (!witness.await(START, () -> witness.newest(now).isPresent())) {
      throw new IllegalStateException("nothing is heard of the robot");
    }
    return witness.newest(now).orElseThrow().state();
  }

  /** Once it had left ACTIVE nothing moved, whoever asked. */
  private void requireStill(long killed) {
    boolean left = victim == Victim.DEVICE;
    long from = victim == Victim.DEVICE ? killed + UNDER_WAY : killed;
    for (Witness.Seen seen : witness.between(from, System.nanoTime())) {
      DeviceState state = seen.state().condition().state();
      boolean moves = state == DeviceState.ACTIVE || state == DeviceState.STOPPING;
      require(!(left && state == DeviceState.ACTIVE), "it was active again");
      require(
          moves || Arrays.stream(seen.state().applied()).allMatch(u -> u == 0),
          "an input in " + state);
      left |= !moves;
    }
  }

  // ---- the run goes on ----

  private int goOn(Kept kept, int more) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Kept now = Kept.in(stage.folder(run));
      double patience = START + FIT + EPISODE * more;
      long until = System.nanoTime() + (long) (NANOS * patience);
      while (last.isAlive() && now.count() < kept.count() + more && System.nanoTime() < until) {
        sleep(0.25);
        now = Kept.in(stage.folder(run));
      }
      if (now.count() >= kept.count() + more || last.isAlive()) {
        require(now.count() >= kept.count() + more, "the resumed run does not go on");
        require(kept.isIn(now), "a kept episode is lost or changed");
        return now.count();
      }
      story.add("after its own end (" + last.lastLine() + ")");
      comeBackOnceMore();
    }
    broken.add("the resumed run ended again and again");
    return Kept.in(stage.folder(run)).count();
  }

  private void comeBackOnceMore() throws IOException, InterruptedException {
    witness.await(REST, () -> isQuiet(0));
    if (state().condition().state() == DeviceState.FAULT) {
      reset();
    }
    story.add("resumed");
    last = stage.resume(run);
  }

  private static void sleep(double seconds) throws InterruptedException {
    Thread.sleep((long) (1000 * seconds));
  }
}
