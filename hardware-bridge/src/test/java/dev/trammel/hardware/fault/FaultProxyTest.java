package dev.trammel.hardware.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.fixtures.Ear;
import dev.trammel.hardware.fixtures.MosquittoServer;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.mqtt.MqttLinker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultProxyTest {

  private static final int COUNT = 400;

  @TempDir
  private Path folder = Path.of("");

  private final List<Link> links = new ArrayList<>();
  private final Ear ear = new Ear();
  private MosquittoServer broker;
  private FaultProxy proxy;
  private Link mouth;

  @BeforeEach
  void start() throws Exception {
    broker = MosquittoServer.open(folder);
    proxy = FaultProxy.start(broker.port(), 7);
    open("ear", broker.port(), ear, "a/#");
    mouth = open("mouth", proxy.port(), new Ear());
    assertThat(ear.next()).isEqualTo("connected");
  }

  @AfterEach
  void stop() {
    links.forEach(Link::close);
    proxy.close();
    broker.close();
  }

  private Link open(String name, int port, Ear listener, String... filters) throws LinkException {
    LinkAddress address = new LinkAddress(false, name, "localhost", port, "arm");
    LinkOptions options = new LinkOptions(address, name, null, List.of(filters));
    Link link = new MqttLinker(new Credentials(folder)).open(options, listener);
    links.add(link);
    link.awaitConnected(Duration.ofSeconds(10));
    return link;
  }

  /** Says so many things of one quality and a last one, and gives back what is heard. */
  private List<Integer> sayAndHear(int qos) throws Exception {
    for (int i = 0; i < COUNT; i++) {
      Message message = Message.of("a/" + qos, ("" + i).getBytes(UTF_8), qos);
      while (!mouth.publish(message)) {
        Thread.onSpinWait();
      }
    }
    List<Integer> heard = new ArrayList<>();
    FaultTally before;
    do {
      before = proxy.tally();
    } while (before.passed() + before.dropped() < COUNT);
    long expected = before.passed() + before.duplicated();
    while (heard.size() < expected) {
      heard.add(Integer.valueOf(ear.next().replace("a/" + qos + "=", "")));
    }
    return heard;
  }

  @Test
  void withoutRulesEverythingPassesInOrder() throws Exception {
    assertThat(sayAndHear(1))
        .containsExactlyElementsOf(IntStream.range(0, COUNT).boxed().toList());
    assertThat(proxy.tally()).isEqualTo(new FaultTally(COUNT, 0, 0, 0));
  }

  @Test
  void losesTheSameMessagesWhateverTheirQuality() throws Exception {
    proxy.follow(FaultRule.drop(Direction.TO_BROKER, "a/+", 0.3));

    List<Integer> heard = sayAndHear(1);

    assertThat(heard).isSorted().hasSize((int) proxy.tally().passed());
    List<Integer> expected = new ArrayList<>();
    FaultRule rule = FaultRule.drop(Direction.TO_BROKER, "a/+", 0.3);
    for (int i = 0; i < COUNT; i++) {
      if (!Fate.of(rule, 7, "TO_BROKER mouth a/1", i + 1).dropped()) {
        expected.add(i);
      }
    }
    assertThat(heard).isEqualTo(expected);
    assertThat(proxy.tally().dropped()).isBetween(80L, 160L);
  }

  @Test
  void aRuleOfTheOtherWayOrAnotherTopicDoesNothing() throws Exception {
    proxy.follow(
        FaultRule.drop(Direction.FROM_BROKER, "a/#", 1),
        FaultRule.drop(Direction.TO_BROKER, "b", 1));

    assertThat(sayAndHear(0)).hasSize(COUNT);
  }

  @Test
  void repeatsMessages() throws Exception {
    proxy.follow(FaultRule.duplicate(Direction.TO_BROKER, "a/#", 0.5));

    List<Integer> heard = sayAndHear(0);

    assertThat(new HashSet<>(heard)).hasSize(COUNT);
    assertThat(heard).isSorted().hasSize(COUNT + (int) proxy.tally().duplicated());
    assertThat(proxy.tally().duplicated()).isBetween(150L, 250L);
  }

  /** Their copies are of quality 0, which may overtake what waits for an ear's acknowledgements. */
  @Test
  void repeatsMessagesThatAreAcknowledged() throws Exception {
    proxy.follow(FaultRule.duplicate(Direction.TO_BROKER, "a/#", 0.5));

    List<Integer> heard = sayAndHear(1);

    assertThat(new HashSet<>(heard)).hasSize(COUNT);
    assertThat(heard).hasSize(COUNT + (int) proxy.tally().duplicated());
    assertThat(proxy.tally().duplicated()).isBetween(150L, 250L);
  }

  @Test
  void othersOvertakeWhatIsHeldBack() throws Exception {
    proxy.follow(FaultRule.reorder(Direction.TO_BROKER, "a/#", 0.1));

    List<Integer> heard = sayAndHear(0);

    assertThat(new HashSet<>(heard)).hasSize(COUNT);
    assertThat(heard).isNotEqualTo(heard.stream().sorted().toList());
    assertThat(proxy.tally().reordered()).isBetween(15L, 80L);
  }

  @Test
  void delayKeepsTheOrder() throws Exception {
    proxy.follow(FaultRule.delay(Direction.TO_BROKER, "a/#", 50, 50));
    long begun = System.nanoTime();

    List<Integer> heard = sayAndHear(0);

    assertThat(System.nanoTime() - begun).isGreaterThan(50_000_000);
    assertThat(heard).isSorted().hasSize(COUNT);
  }

  @Test
  void aCutConnectionIsTold() throws Exception {
    Ear other = new Ear();
    open("other", proxy.port(), other, "a/#");
    assertThat(other.next()).isEqualTo("connected");

    proxy.cut();

    assertThat(other.next()).startsWith("disconnected");
    assertThat(other.next()).isEqualTo("connected");
  }

  @Test
  void aHalfOpenConnectionIsNoticedByItsSilence() throws Exception {
    Ear other = new Ear();
    open("other", proxy.port(), other, "a/#");
    assertThat(other.next()).isEqualTo("connected");

    proxy.freeze();

    assertThat(other.next(20_000)).startsWith("disconnected").endsWith("no answer in time");
    proxy.thaw();
    assertThat(other.next(20_000)).isEqualTo("connected");
  }

  @Test
  void largeMessagesPassWhole() throws Exception {
    Ear large = new Ear();
    open("large", proxy.port(), large, "a/#");
    assertThat(large.next()).isEqualTo("connected");
    proxy.follow(FaultRule.duplicate(Direction.TO_BROKER, "a/#", 1));
    String text = "x".repeat(Message.MOST_BYTES);

    mouth.publish(Message.of("a", text.getBytes(UTF_8), 1));

    assertThat(List.of(large.next(), large.next())).containsOnly("a=" + text);
  }
}
