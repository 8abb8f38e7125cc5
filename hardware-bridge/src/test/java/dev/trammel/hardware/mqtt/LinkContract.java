package dev.trammel.hardware.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.hardware.fixtures.Ear;
import dev.trammel.hardware.fixtures.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a link promises, on a real broker; each broker extends it. */
abstract class LinkContract {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir
  Path folder = Path.of("");

  TestBroker broker = NONE;
  private final List<Link> links = new ArrayList<>();

  private static final TestBroker NONE = new TestBroker() {
    @Override
    public int port() {
      return 0;
    }

    @Override
    public void kill() {}

    @Override
    public void restart() {}

    @Override
    public void close() {}
  };

  abstract TestBroker startBroker(Path folder);

  @BeforeEach
  void startBroker() {
    broker = startBroker(folder);
  }

  @AfterEach
  void stop() {
    links.forEach(Link::close);
    broker.close();
  }

  MqttLink open(String name, @Nullable Message will, LinkListener listener, String... filters)
      throws LinkException {
    LinkOptions options =
        new LinkOptions(broker.address(name, "arm"), name, will, List.of(filters));
    MqttLink link = (MqttLink) new MqttLinker(new Credentials(folder)).open(options, listener);
    links.add(link);
    link.awaitConnected(PATIENCE);
    return link;
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void carriesMessagesOfBothQualitiesInOrder() throws Exception {
    Ear ear = new Ear();
    open("ear", null, ear, "a/#");
    Link mouth = open("mouth", null, new Ear());
    for (int i = 0; i < 100; i++) {
      assertThat(mouth.publish(Message.of("a/" + i % 2, bytes("" + i), i % 2))).isTrue();
    }

    assertThat(ear.next()).isEqualTo("connected");
    for (int i = 0; i < 100; i++) {
      assertThat(ear.next()).isEqualTo("a/" + i % 2 + "=" + i);
    }
  }

  @Test
  void tellsWhatWasRetainedEvenIfItComesAtOnce() throws Exception {
    Ear ear = new Ear();
    open("ear", null, ear, "a");
    Link mouth = open("mouth", null, new Ear());
    mouth.publish(Message.retained("a", bytes("x")));
    mouth.publish(Message.of("a", bytes("y"), 1));

    assertThat(List.of(ear.next(), ear.next(), ear.next()))
        .containsExactly("connected", "a=x!", "a=y");
    Ear late = new Ear();
    open("late", null, late, "a");
    assertThat(List.of(late.next(), late.next())).containsExactlyInAnyOrder("connected", "a=x!");
  }

  @Test
  void sendsEverySegmentAtOnce() throws Exception {
    MqttLink link = open("mouth", null, new Ear());

    assertThat(Objects.requireNonNull(link.socket()).getTcpNoDelay()).isTrue();
  }

  @Test
  void publishesTheWillOfWhoIsGoneButNotOfWhoLeaves() throws Exception {
    Ear ear = new Ear();
    open("ear", null, ear, "left/#");
    assertThat(ear.next()).isEqualTo("connected");
    open("polite", Message.retained("left/polite", bytes("lost")), new Ear()).close();
    MqttLink rude = open("rude", Message.retained("left/rude", bytes("lost")), new Ear());

    Objects.requireNonNull(rude.socket()).close();

    // Artemis tells of a will that is to be retained as if it were not, but keeps it
    assertThat(ear.next()).startsWith("left/rude=lost");
    Ear late = new Ear();
    open("late", null, late, "left/#");
    assertThat(List.of(late.next(), late.next()))
        .containsExactlyInAnyOrder("connected", "left/rude=lost!");
  }

  @Test
  void comesBackAndHearsWithinThreeSecondsAfterTheBrokerDid() throws Exception {
    Ear ear = new Ear();
    open("ear", null, ear, "a");
    assertThat(ear.next()).isEqualTo("connected");
    broker.kill();
    assertThat(ear.next()).startsWith("disconnected: mqtt://localhost:" + broker.port());
    broker.restart();

    assertThat(ear.next(3000)).isEqualTo("connected");

    open("mouth", null, new Ear()).publish(Message.of("a", bytes("again"), 1));
    assertThat(ear.next()).isEqualTo("a=again");
  }

  @Test
  void nothingIsSentLaterThatCouldNotBeSentWhenItWasMeant() throws Exception {
    Link mouth = open("mouth", null, new Ear());
    broker.kill();
    // some are taken before the link knows; none may come after
    for (int i = 0; mouth.isConnected(); i++) {
      mouth.publish(Message.of("a", bytes("stale " + i), 1));
    }
    assertThat(mouth.publish(Message.of("a", bytes("stale"), 1))).isFalse();
    broker.restart();
    Ear ear = new Ear();
    open("ear", null, ear, "a");
    assertThat(ear.next()).isEqualTo("connected");
    mouth.awaitConnected(PATIENCE);

    mouth.publish(Message.of("a", bytes("fresh"), 1));

    assertThat(ear.next()).isEqualTo("a=fresh");
  }

  @Test
  void aListenerThatThrowsKeepsItsConnection() throws Exception {
    Ear ear = new Ear();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    List<Throwable> thrown = new ArrayList<>();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> thrown.add(e));
    try {
      open(
          "clumsy",
          null,
          (topic, payload, retained) -> {
            ear.received(topic, payload, retained);
            throw new IllegalStateException("clumsy");
          },
          "a");
      Link mouth = open("mouth", null, new Ear());
      mouth.publish(Message.of("a", bytes("1"), 1));
      mouth.publish(Message.of("a", bytes("2"), 1));

      assertThat(List.of(ear.next(), ear.next())).containsExactly("a=1", "a=2");
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(thrown).isNotEmpty();
  }

  @Test
  void aListenerMayPublishAndClose() throws Exception {
    Ear ear = new Ear();
    open("ear", null, ear, "answer");
    assertThat(ear.next()).isEqualTo("connected");
    Link[] echo = new Link[1];
    LinkListener answering = (topic, payload, retained) -> {
      echo[0].publish(Message.of("answer", payload, 1));
      echo[0].close();
    };
    echo[0] = open("echo", Message.of("answer", bytes("will"), 1), answering, "question");

    open("mouth", null, new Ear()).publish(Message.of("question", bytes("?"), 1));

    assertThat(ear.next()).isEqualTo("answer=?");
  }

  @Test
  void takesNoMoreThanMayBeInFlight() throws Exception {
    Link[] mouth = new Link[1];
    BlockingQueue<Integer> taken = new LinkedBlockingQueue<>();
    // the broker's word is heard by the thread that calls the listener: none comes meanwhile
    LinkListener flooding = (topic, payload, retained) -> {
      int count = 0;
      while (count < 1000 && mouth[0].publish(Message.of("b", payload, 1))) {
        count++;
      }
      taken.add(count);
    };
    mouth[0] = open("mouth", null, flooding, "a");

    mouth[0].publish(Message.of("a", bytes("go"), 0));

    assertThat(taken.poll(5, TimeUnit.SECONDS))
        .isBetween(Link.MOST_IN_FLIGHT - 1, Link.MOST_IN_FLIGHT);
  }

  @Test
  void saysThatNobodyListens() {
    broker.kill();

    assertThatThrownBy(() -> {
          LinkOptions options =
              new LinkOptions(broker.address("mouth", "arm"), "mouth", null, List.of());
          Link link = new MqttLinker(new Credentials(folder)).open(options, new Ear());
          links.add(link);
          link.awaitConnected(Duration.ofMillis(500));
        })
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("nobody listens there");
    broker.restart();
  }
}
