package dev.trammel.hardware.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.hardware.fixtures.Bench;
import dev.trammel.hardware.fixtures.MosquittoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long it takes from an attempt to its refusal with a name, on mosquitto as it is
 * shipped. Its one argument is the number of trials of each; 20 by default.
 */
public final class RefusalTimes {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final double MILLION = 1e6;

  private final Bench bench;
  private final Path folder;
  private final MosquittoServer broker;

  /** One attempt; what it was refused with. */
  private interface Attempt {

    String refusal() throws Exception;
  }

  private RefusalTimes(Path folder) {
    this.folder = folder;
    bench = new Bench(folder.resolve("ours"), "arm1", "lab", "eve");
    broker = bench.start();
  }

  /** Prints the table. */
  public static void main(String[] arguments) throws Exception {
    int trials = arguments.length == 0 ? 20 : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("trammel-refusals");
    RefusalTimes times = new RefusalTimes(folder);
    try {
      times.print(trials);
    } finally {
      times.broker.close();
    }
  }

  private void print(int trials) throws Exception {
    Path none = Files.createDirectory(folder.resolve("none"));
    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    Path renamed = Files.createDirectory(folder.resolve("renamed"));
    copy(bench.credentials("lab"), "ca.crt", none, "ca.crt");
    copy(bench.credentials("lab"), "ca.crt", foreign, "ca.crt");
    copy(bench.credentials("lab"), "ca.crt", renamed, "ca.crt");
    Bench stranger = new Bench(folder.resolve("theirs"), "lab");
    for (String ending : List.of(".crt", ".key")) {
      copy(stranger.credentials("lab"), "lab" + ending, foreign, "lab" + ending);
      copy(bench.credentials("eve"), "eve" + ending, renamed, "lab" + ending);
    }
    System.out.println("| attempt | median [ms] | greatest | refused with |\n|---|---|---|---|");
    time(trials, "no certificate", () -> connecting(none));
    time(trials, "certificate of another authority", () -> connecting(foreign));
    time(trials, "certificate of another user", () -> connecting(renamed));
    time(trials, "another user's path, connected", () -> publishing("from/lab/request"));
    time(trials, "the robot's path, connected", () -> publishing("state"));
  }

  private static void copy(Path from, String file, Path to, String as) throws IOException {
    Files.copy(from.resolve(file), to.resolve(as), StandardCopyOption.COPY_ATTRIBUTES);
  }

  private LinkAddress address(String user) {
    return new LinkAddress(true, user, "localhost", broker.port(), "arm1");
  }

  private String connecting(Path credentials) {
    LinkAddress address = address("lab");
    long begin = System.nanoTime();
    try (Link link = new MqttLinker(new Credentials(credentials))
        .open(new LinkOptions(address, "lab", null, List.of()), (t, p, r) -> {})) {
      return refused(link, begin);
    } catch (UsageException e) {
      return took(begin, e);
    }
  }

  private static String refused(Link link, long begin) {
    try {
      link.awaitConnected(PATIENCE);
      throw new IllegalStateException("it was let in");
    } catch (LinkException e) {
      return took(begin, e);
    }
  }

  /** As one word and the rest: the nanoseconds, and what it was refused with. */
  private static String took(long begin, Exception refusal) {
    return System.nanoTime() - begin + " " + refusal.getMessage();
  }

  private String publishing(String path) throws Exception {
    BlockingQueue<LinkException> refusals = new LinkedBlockingQueue<>();
    LinkListener listener = new LinkListener() {

      @Override
      public void received(String topic, byte[] payload, boolean retained) {}

      @Override
      public void refused(LinkException why) {
        refusals.add(why);
      }
    };
    try (Link link = new MqttLinker(new Credentials(bench.credentials("eve")))
        .open(new LinkOptions(address("eve"), "eve", null, List.of()), listener)) {
      link.awaitConnected(PATIENCE);
      long begin = System.nanoTime();
      link.publish(Message.of("trammel/v1/arm1/" + path, "x".getBytes(UTF_8), 1));
      LinkException refusal = refusals.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (refusal == null) {
        throw new IllegalStateException("it was not refused");
      }
      return took(begin, refusal);
    }
  }

  private void time(int trials, String what, Attempt attempt) throws Exception {
    double[] millis = new double[trials];
    // the first one pays for what the JVM loads
    attempt.refusal();
    String words = "";
    for (int i = 0; i < trials; i++) {
      String[] refusal = attempt.refusal().split(" ", 2);
      millis[i] = Long.parseLong(refusal[0]) / MILLION;
      words = refusal[1].replace(folder.toString(), "…");
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %s |%n",
        what,
        millis[trials / 2],
        millis[trials - 1],
        words);
  }
}
