package dev.trammel.hardware.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.device.RobotBody;
import dev.trammel.hardware.emulated.DeviceHost.Latency;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkListener;
import dev.trammel.hardware.mqtt.LocalBroker;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Topics;
import dev.trammel.hardware.wire.Transition;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeviceHostTest {

  private static final long LOOK = 20_000;
  private static final int BOOT = 0x1234;

  /** A host on a clock that the test owns: looking at it passes 20 µs, as work does. */
  private static final class Stand {

    private final Topics topics = new Topics("robot");
    private final List<Long> ticks = new ArrayList<>();
    private final List<Report> said = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final EmulatedRobot robot;
    private final Birth birth;
    private final DeviceHost host;
    private @Nullable LinkListener ear;
    private long nanos;
    private boolean isFlooded;
    private String lastEffort = "";

    Stand(boolean virtualTime) throws IOException {
      Task task = TaskReader.read(TaskCatalog.shipped().find("cartpole-swingup"), List.of());
      robot = EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", BOOT, 0, virtualTime));
      birth = robot.settings().birth();
      host = new DeviceHost(
          new DeviceHost.Machine(robot.settings(), recorded(robot.body()), new Watch()),
          (options, listener) -> {
            ear = listener;
            return LocalBroker.stepped().open(options, listener);
          },
          LinkAddress.parse("mqtt://robot@localhost/robot"),
          Latency.NONE,
          () -> nanos += LOOK);
    }

    /** Notes whether an effort was applied last, or all were cut off. */
    private RobotBody recorded(RobotBody body) {
      Class<?>[] types = {RobotBody.class};
      InvocationHandler handler = (self, method, arguments) -> {
        boolean isEffort = method.getName().equals("apply") || method.getName().equals("cutOff");
        lastEffort = isEffort ? method.getName() : lastEffort;
        return method.invoke(body, arguments);
      };
      return (RobotBody) Proxy.newProxyInstance(RobotBody.class.getClassLoader(), types, handler);
    }

    /** Answers each message with another one, if there is to be a flood. */
    private final class Watch implements CoreObserver {

      @Override
      public void comes(String topic, byte[] payload, boolean retained, long nowMicros) {
        if (isFlooded) {
          ping();
        }
      }

      @Override
      public void ticks(long nowMicros) {
        ticks.add(nowMicros);
      }

      @Override
      public void halts(long nowMicros) {}

      @Override
      public void goes(String topic, byte[] payload) {
        if (topic.equals(topics.event())) {
          events.add(new String(payload, StandardCharsets.UTF_8));
        } else if (Frame.open(payload) instanceof Frame.Opening.Opened opened) {
          said.add(opened.frame().report().orThrow(why -> new IllegalStateException(why.why())));
        }
      }
    }

    private void comes(String topic, byte[] payload) {
      if (ear != null) {
        ear.received(topic, payload, false);
      }
    }

    private void ping() {
      Header header = new Header(birth.layout().crc(), 0, 1, 0, 0);
      comes(topics.fast("lab"), new Message(header, new Request.Ping()).encode());
    }

    private void send(String user, long session, long sequence, Request request) {
      long now = host.device().granted() + nanos / 1000 * (birth.identity().virtualTime() ? 0 : 1);
      Header header = new Header(birth.layout().crc(), session, sequence, 0, now + 1_000_000);
      comes(topics.of(request.type(), user), new Message(header, request).encode());
    }

    private List<Report.Ack> acks() {
      return said.stream()
          .filter(Report.Ack.class::isInstance)
          .map(Report.Ack.class::cast)
          .toList();
    }

    private void turn(int times) {
      for (int i = 0; i < times; i++) {
        host.turn();
      }
    }
  }

  @Test
  void aFloodOfMessagesKeepsNoTickFromComing() throws IOException {
    Stand stand = new Stand(false);
    stand.isFlooded = true;
    stand.ping();
    stand.turn(2000);
    assertThat(stand.ticks).hasSizeGreaterThan(500);
    for (int i = 1; i < stand.ticks.size(); i++) {
      assertThat(stand.ticks.get(i) - stand.ticks.get(i - 1)).isBetween(1000L, 1200L);
    }
  }

  @Test
  void aStopOvertakesAllThatWaitsAndFindsAPlaceWhereNothingElseDoes() throws IOException {
    Stand stand = new Stand(false);
    for (int i = 0; i < 30_000; i++) {
      stand.ping();
    }
    stand.comes(stand.topics.stop("boss"), new byte[] {1});
    stand.comes(stand.topics.stop("boss"), new byte[0]);
    stand.turn(2);
    assertThat(stand.host.device().condition().fault()).isEqualTo(Fault.STOPPED);
    assertThat(stand.host.device().report().stopped()).isFalse();
  }

  @Test
  void whatIsTooMuchIsTold() throws IOException {
    Stand stand = new Stand(false);
    for (int i = 0; i < 30_000; i++) {
      stand.ping();
    }
    stand.turn(1);
    assertThat(stand.events).singleElement().asString().contains("10000 messages were too many");
  }

  @Test
  void aGrantWhoseTimeHasPassedIsAnsweredAtOnce() throws IOException {
    Stand virtual = new Stand(true);
    virtual.send("lab", 0, 1, new Request.Lease(BOOT, 1, 2_000_000, 0));
    virtual.turn(1);
    long session = virtual.acks().get(0).value();
    virtual.send("lab", session, 1, new Request.Grant(5000));
    virtual.turn(10);
    virtual.send("lab", session, 2, new Request.Grant(5000));
    virtual.turn(1);
    assertThat(virtual.acks()).extracting(Report.Ack::request).containsExactly(1L, 1L, 2L);
    assertThat(virtual.acks()).extracting(Report.Ack::code).containsOnly(Code.OK);
  }

  @Test
  void aLeaseThatWasLeftBehindInVirtualTimeIsGivenToTheNextAfterTenSecondsOfTheWorlds()
      throws IOException {
    Stand virtual = new Stand(true);
    virtual.send("lab", 0, 1, new Request.Lease(BOOT, 1, 2_000_000, 0));
    virtual.turn(1);
    virtual.nanos += 9_000_000_000L;
    virtual.send("other", 0, 2, new Request.Lease(BOOT, 2, 2_000_000, 0));
    virtual.turn(1);
    virtual.nanos += 1_100_000_000L;
    virtual.send("other", 0, 3, new Request.Lease(BOOT, 3, 2_000_000, 0));
    virtual.turn(1);
    assertThat(virtual.acks())
        .extracting(Report.Ack::code)
        .containsExactly(Code.OK, Code.HELD, Code.OK);
    assertThat(virtual.host.device().user()).isEqualTo("other");
  }

  @Test
  void whateverEndsTheHostTheActuatorsAreOff() throws IOException {
    Stand stand = new Stand(false);
    stand.send("lab", 0, 1, new Request.Lease(BOOT, 1, 2_000_000, 0));
    stand.turn(1);
    long session = stand.acks().get(0).value();
    stand.send("lab", session, 1, new Request.Lifecycle(Transition.CONFIGURE));
    stand.send("lab", session, 2, new Request.Lifecycle(Transition.ACTIVATE));
    stand.turn(200);
    assertThat(stand.lastEffort).isEqualTo("apply");
    assertThatThrownBy(() -> stand.host.run(() -> {
          throw new IllegalStateException("the process is to die");
        }))
        .hasMessage("the process is to die");
    assertThat(stand.lastEffort).isEqualTo("cutOff");
  }
}
