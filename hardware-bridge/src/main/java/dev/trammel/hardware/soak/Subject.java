package dev.trammel.hardware.soak;

import dev.trammel.controller.task.Task;
import dev.trammel.hardware.emulated.DeviceHost;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.fault.FaultProxy;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.Linker;
import dev.trammel.hardware.soak.Captured.Packet;
import dev.trammel.hardware.wire.Birth;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The robot that is soaked: an emulated one in real time, on a thread of its own, with a witness. */
final class Subject {

  static final String NAME = "robot";
  private static final long ANSWER_SECONDS = 30;

  private final Task task;
  private final FaultProxy proxy;
  private final Linker linker;
  private final Diary diary;
  private final SplittableRandom random;
  private final Deque<Packet> captured = Captured.nothing();
  private final AtomicReference<@Nullable CompletableFuture<Account>> question =
      new AtomicReference<>();
  private volatile Life life;
  private volatile Account before = Account.NONE;
  private volatile long stallMillis;

  /** One boot. */
  private final class Life {

    private final Birth birth;
    private final Witness witness;
    private final DeviceHost host;
    private final Thread thread = new Thread(this::live, "soak robot");
    private volatile boolean over;
    private volatile boolean killed;

    private Life(EmulatedRobot robot) {
      birth = robot.settings().birth();
      witness = new Witness(birth, diary);
      host = new DeviceHost(
          new DeviceHost.Machine(
              robot.settings(), witness.watching(robot.body()), new Captured(witness, captured)),
          linker,
          new LinkAddress(false, NAME, "localhost", proxy.port(), NAME),
          DeviceHost.Latency.NONE);
      thread.setDaemon(true);
      thread.start();
    }

    private void live() {
      try {
        host.run(this::isOver);
      } catch (Killed e) {
        diary.note("the robot's process is gone");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        diary.breach(Rule.CRASH, "the robot: " + e);
      }
    }

    private boolean isOver() {
      if (killed) {
        throw new Killed();
      }
      if (stallMillis > 0) {
        stall();
      }
      CompletableFuture<Account> asked = question.getAndSet(null);
      if (asked != null) {
        asked.complete(before.with(witness));
      }
      return over;
    }

    private void stall() {
      try {
        Thread.sleep(stallMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      stallMillis = 0;
    }

    /** Ends it, with or without coming to rest. */
    private void end(boolean atOnce) throws InterruptedException {
      killed = atOnce;
      over = true;
      thread.join();
    }
  }

  /** Ends a robot's thread as kill -9 ends a process. */
  private static final class Killed extends RuntimeException {

    private static final long serialVersionUID = 1;
  }

  Subject(Task task, FaultProxy proxy, Linker linker, Diary diary, SplittableRandom random) {
    this.task = task;
    this.proxy = proxy;
    this.linker = linker;
    this.diary = diary;
    this.random = random;
    life = boot();
  }

  private Life boot() {
    int boot = random.nextInt();
    diary.note("the robot boots as " + Integer.toHexString(boot));
    return new Life(EmulatedRobot.of(task, new EmulatedRobot.Choice(NAME, boot, 0, false)));
  }

  /** What it says of itself in this boot. */
  Birth birth() {
    return life.birth;
  }

  boolean isConnected() {
    return life.host.link().isConnected();
  }

  boolean isStopped() {
    return life.host.device().report().stopped();
  }

  /** Its clock, about [µs]. */
  long micros() {
    return life.witness.micros();
  }

  /** What came to it of late. */
  List<Packet> captured() {
    return Captured.copy(captured);
  }

  /** Whether it told of a run with these inputs. */
  boolean knows(double[][] requested, double[][] applied) {
    return life.witness.recollection().knows(requested, applied);
  }

  /** Hangs for a while [ms]; time goes on. */
  void stall(long millis) {
    stallMillis = millis;
  }

  /** Its process dies, with the connection half open, and starts anew. */
  void reboot() throws InterruptedException {
    proxy.freeze();
    Life old = life;
    old.end(true);
    proxy.cut();
    old.host.close();
    before = before.with(old.witness);
    proxy.thaw();
    life = boot();
  }

  /** What came to it so far. */
  Account account() throws InterruptedException {
    CompletableFuture<Account> asked = new CompletableFuture<>();
    question.set(asked);
    try {
      return asked.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      diary.breach(Rule.CRASH, "the robot hangs");
      return before;
    }
  }

  void close() throws InterruptedException {
    life.end(false);
    life.host.close();
  }
}
