package dev.trammel.hardware.soak;

import dev.trammel.hardware.fault.Direction;
import dev.trammel.hardware.fault.FaultProxy;
import dev.trammel.hardware.fault.FaultRule;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The faults that are drawn. Each takes a while, and leaves behind what it found. */
enum Mischief {
  LOSS("messages lost: 1, 5 or 20 %", true) {
    @Override
    void happen(Scene scene, SplittableRandom random) throws InterruptedException {
      double part = new double[] {0.01, 0.05, 0.2}[random.nextInt(3)];
      weather(scene, random, way -> FaultRule.drop(way, "#", part));
    }
  },
  DELAY("messages late: 10, 50 or 200 ms", true) {
    @Override
    void happen(Scene scene, SplittableRandom random) throws InterruptedException {
      double millis = new double[] {10, 50, 200}[random.nextInt(3)];
      weather(scene, random, way -> FaultRule.delay(way, "#", millis, 0));
    }
  },
  JITTER("jitter of up to 100 ms", true) {
    @Override
    void happen(Scene scene, SplittableRandom random) throws InterruptedException {
      weather(scene, random, way -> FaultRule.delay(way, "#", 0, 100));
    }
  },
  REORDER("three of ten overtaken", true) {
    @Override
    void happen(Scene scene, SplittableRandom random) throws InterruptedException {
      weather(scene, random, way -> FaultRule.reorder(way, "#", 0.3));
    }
  },
  DUPLICATE("three of ten repeated", true) {
    @Override
    void happen(Scene scene, SplittableRandom random) throws InterruptedException {
      weather(scene, random, way -> FaultRule.duplicate(way, "#", 0.3));
    }
  },
  CUT("connection cut", false) {
    @Override
    void happen(Scene scene, SplittableRandom random) {
      anyProxy(scene, random).cut();
    }
  },
  HALF_OPEN("connection half open for 0.3 to 4 s, then cut", false) {
    @Override
    void happen(Scene scene, SplittableRandom random) throws InterruptedException {
      FaultProxy proxy = anyProxy(scene, random);
      proxy.freeze();
      Thread.sleep(random.nextInt(300, 4000));
      proxy.cut();
      proxy.thaw();
    }
  },
  BURST("network of one side stalled for 0.3 to 3 s, then all at once", false) {
    @Override
    void happen(Scene scene, SplittableRandom random) throws InterruptedException {
      FaultProxy proxy = anyProxy(scene, random);
      proxy.freeze();
      Thread.sleep(random.nextInt(300, 3000));
      proxy.thaw();
    }
  },
  STALL("robot hangs for 0.1 to 3 s", false) {
    @Override
    void happen(Scene scene, SplittableRandom random) {
      scene.subject().stall(random.nextInt(100, 3000));
    }
  },
  BROKER("broker killed (-9), away for 0.1 to 3 s", false) {
    @Override
    void happen(Scene scene, SplittableRandom random) throws InterruptedException {
      scene.site().broker().kill();
      Thread.sleep(random.nextInt(100, 3000));
      scene.site().broker().restart();
      long back = System.nanoTime();
      while (!(scene.subject().isConnected() && scene.intruder().isConnected())
          && System.nanoTime() - back < TimeUnit.SECONDS.toNanos(20)) {
        Thread.sleep(10);
      }
      scene.reconnected().took(System.nanoTime() - back);
    }
  },
  REBOOT("robot killed, boots anew", false) {
    @Override
    void happen(Scene scene, SplittableRandom random) throws InterruptedException {
      scene.subject().reboot();
    }
  },
  RIVAL("somebody else asks for the lease, ten times in a second", false) {
    @Override
    void happen(Scene scene, SplittableRandom random) throws InterruptedException {
      Subject subject = scene.subject();
      // as controllers do, by the wall clock; now and then an old one
      long nonce = 1000 * System.currentTimeMillis() - random.nextInt(2) * 60_000_000L;
      for (int i = 0; i < 10; i++) {
        scene.intruder().askForLease(subject.birth(), nonce + i, subject.micros());
        Thread.sleep(100);
      }
    }
  },
  REPLAY("a hundred captured messages again", false) {
    @Override
    void happen(Scene scene, SplittableRandom random) {
      scene.intruder().replay(scene.subject().captured(), random);
    }
  },
  FORGERY("captured messages under another name and greater sequences", false) {
    @Override
    void happen(Scene scene, SplittableRandom random) {
      scene.intruder().forge(scene.subject().captured());
    }
  },
  GARBAGE("random, cut, damaged and foreign records", false) {
    @Override
    void happen(Scene scene, SplittableRandom random) {
      scene.intruder().garble(scene.subject().captured(), random);
    }
  },
  STOP("software stop, taken back after 0.3 to 2 s", false) {
    @Override
    void happen(Scene scene, SplittableRandom random) throws InterruptedException {
      scene.intruder().stop(true);
      Thread.sleep(random.nextInt(300, 2000));
      // who takes a stop back while the robot is away has to say it again
      scene.intruder().stop(false);
      for (int i = 0; i < 20 && scene.subject().isStopped(); i++) {
        Thread.sleep(500);
        scene.intruder().stop(false);
      }
    }
  };

  private interface Rules {
    FaultRule of(Direction way);
  }

  private final String text;
  private final boolean weather;

  Mischief(String text, boolean weather) {
    this.text = text;
    this.weather = weather;
  }

  /** Makes it happen, and ends it. */
  abstract void happen(Scene scene, SplittableRandom random) throws InterruptedException;

  String text() {
    return text;
  }

  /** Those that last, like bad weather, and those that happen. */
  static List<Mischief> ofKind(boolean weather) {
    return Arrays.stream(values()).filter(kind -> kind.weather == weather).toList();
  }

  private static FaultProxy anyProxy(Scene scene, SplittableRandom random) {
    return scene.site().proxy(random.nextInt(scene.site().proxies()));
  }

  private static void weather(Scene scene, SplittableRandom random, Rules rules)
      throws InterruptedException {
    FaultProxy proxy = anyProxy(scene, random);
    proxy.follow(rules.of(Direction.TO_BROKER), rules.of(Direction.FROM_BROKER));
    Thread.sleep(random.nextInt(1000, 5000));
    proxy.follow();
  }
}
