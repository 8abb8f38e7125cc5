package dev.trammel.hardware.soak;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.mpc.KnownModelReplanning;
import dev.trammel.controller.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Lets faults rain on a robot, its broker and two controllers, in real time, while a {@link Witness}
 * watches every message and every effort; and looks now and then, in a quiet moment, at what this
 * process holds. All of it runs in this process but mosquitto.
 */
public final class Soak implements AutoCloseable {

  private static final long HANGS_SECONDS = 120;
  private static final long QUIET_MILLIS = 1500;
  private static final long TURN_MILLIS = 200;

  private final SoakSettings settings;
  private final Diary diary = new Diary(System::nanoTime);
  private final Site site;
  private final Subject subject;
  private final Scene scene;
  private final Counts faults = new Counts();
  private final Operator.Outcomes outcomes = new Operator.Outcomes(new Counts(), new Counts());
  private final List<Operator> operators = new ArrayList<>();
  private final List<Storm> storms = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  /** Starts broker, robot and controllers; nothing happens yet. */
  public Soak(SoakSettings settings, Task task) {
    this.settings = settings;
    SplittableRandom random = new SplittableRandom(settings.seed());
    KnownModelReplanning replanning = KnownModelReplanning.of(Kernels.best(), task);
    site = new Site(SoakBroker.start(settings.broker()), settings.seed());
    subject = new Subject(task, site.robot(), site.linker(), diary, random.split());
    scene = new Scene(site, subject, new Intruder(site), diary, new Scene.Slowest());
    Repertoire repertoire = new Repertoire(task, replanning, site.linker(), outcomes);
    for (int i = 0; i < Site.USERS.size(); i++) {
      Operator.Place place = new Operator.Place(Site.USERS.get(i), site.user(i).port());
      operators.add(new Operator(place, repertoire, subject, random.split(), diary));
    }
    storms.add(new Storm("weather", Mischief.ofKind(true), scene, random.split(), faults));
    storms.add(new Storm("events", Mischief.ofKind(false), scene, random.split(), faults));
  }

  /**
   * Runs it to its end.
   *
   * @param isOver whether to end before that; asked often
   * @param listener hears of each sample
   */
  public SoakResult run(BooleanSupplier isOver, Consumer<Row> listener)
      throws InterruptedException {
    Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> diary.breach(Rule.CRASH, "thread " + thread.getName() + ": " + e));
    try {
      everybody().forEach(Pausing::start);
      double end = 60 * settings.minutes();
      while (diary.seconds() < end && !isOver.getAsBoolean()) {
        rain(Math.min(end, diary.seconds() + settings.secondsPerSample()), isOver);
        Row row = look();
        rows.add(row);
        listener.accept(row);
      }
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(usual);
    }
    return new SoakResult(
        List.copyOf(rows),
        faults.toMap(),
        outcomes.whole().toMap(),
        outcomes.ended().toMap(),
        diary.breaches(),
        diary.counts(),
        scene.reconnected().seconds());
  }

  private List<Pausing> everybody() {
    List<Pausing> all = new ArrayList<>(storms);
    all.addAll(operators);
    return all;
  }

  private void rain(double until, BooleanSupplier isOver) throws InterruptedException {
    everybody().forEach(Pausing::resume);
    while (diary.seconds() < until && !isOver.getAsBoolean()) {
      Thread.sleep(TURN_MILLIS);
    }
    // the storms first: who recovers needs a calm to come to an end
    for (Pausing storm : storms) {
      storm.pause();
      storm.awaitPause(HANGS_SECONDS);
    }
    operators.forEach(Pausing::pause);
    for (Pausing operator : operators) {
      operator.awaitPause(HANGS_SECONDS);
    }
  }

  private Row look() throws InterruptedException {
    Thread.sleep(QUIET_MILLIS);
    Account account = subject.account();
    long breaches = diary.counts().values().stream().mapToLong(Long::longValue).sum();
    return new Row(
        diary.seconds(),
        Sample.take(),
        faults.total(),
        outcomes.whole().total(),
        outcomes.ended().total(),
        account,
        breaches);
  }

  @Override
  public void close() {
    try {
      for (Pausing one : everybody()) {
        one.close();
      }
      scene.intruder().close();
      subject.close();
      site.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
