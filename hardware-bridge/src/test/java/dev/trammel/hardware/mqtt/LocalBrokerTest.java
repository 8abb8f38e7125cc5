package dev.trammel.hardware.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalBrokerTest {

  private final LocalBroker broker = LocalBroker.stepped();
  private final List<String> heard = new ArrayList<>();

  private LocalLink open(String name, String... filters) {
    Message will = Message.retained("left/" + name, bytes("lost"));
    LinkAddress address = LinkAddress.parse("mqtt://lab@memory/arm");
    return broker.open(
        new LinkOptions(address, name, will, List.of(filters)),
        (topic, payload, retained) -> heard.add(
            name + " " + topic + "=" + new String(payload, UTF_8) + (retained ? "!" : "")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void deliversInOrderOnlyWhenTold() {
    open("ear", "a/#");
    LocalLink mouth = open("mouth");
    mouth.publish(Message.of("a/1", bytes("x"), 0));
    mouth.publish(Message.of("b/1", bytes("y"), 0));
    mouth.publish(Message.of("a/2", bytes("z"), 1));
    assertThat(heard).isEmpty();

    broker.deliver();

    assertThat(heard).containsExactly("ear a/1=x", "ear a/2=z");
  }

  @Test
  void keepsWhatIsRetainedUntilItIsCleared() {
    LocalLink mouth = open("mouth");
    mouth.publish(Message.retained("a", bytes("kept")));
    open("early", "a");
    mouth.publish(Message.retained("a", bytes("")));
    open("late", "a");

    broker.deliver();

    assertThat(heard).containsExactly("early a=kept!", "early a=!");
  }

  @Test
  void publishesTheWillOfWhoIsCutAndNotOfWhoLeaves() {
    open("ear", "left/#");
    open("good").close();
    open("bad").cut();

    broker.deliver();

    assertThat(heard).containsExactly("ear left/bad=lost!");
  }

  @Test
  void losesWhatWasUnderWayWhenTheLinkWasCut() {
    LocalLink ear = open("ear", "a");
    LocalLink mouth = open("mouth");
    mouth.publish(Message.of("a", bytes("before"), 1));
    ear.cut();
    mouth.publish(Message.of("a", bytes("away"), 1));
    assertThat(ear.publish(Message.of("b", bytes("unsent"), 1))).isFalse();
    ear.restore();
    mouth.publish(Message.of("a", bytes("after"), 1));

    broker.deliver();

    assertThat(heard).containsExactly("ear a=after");
  }
}
