package dev.trammel.hardware.remote;

import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.LinkListener;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.Linker;
import dev.trammel.hardware.mqtt.LocalBroker;
import dev.trammel.hardware.mqtt.LocalLink;
import dev.trammel.hardware.mqtt.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Links that lose, repeat and delay what goes through them, the same way every time. */
final class FaultyWire implements Linker {

  double loss;
  Predicate<String> swallowed = topic -> false;
  boolean isBroken;
  double repetition;
  long leastDelay;
  long mostDelay;

  private @Nullable LocalLink last;
  private final Pace pace;
  private final LocalBroker broker;
  private final List<Late> late = new ArrayList<>();
  private SplittableRandom random = new SplittableRandom(1);

  private record Late(long due, Runnable work) {}

  FaultyWire(Pace pace, LocalBroker broker) {
    this.pace = pace;
    this.broker = broker;
  }

  /** The newest of the links that were opened here. */
  LocalLink last() {
    return Objects.requireNonNull(last);
  }

  /** From now on faults are drawn from this seed. */
  void seed(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public Link open(LinkOptions options, LinkListener listener) {
    LocalLink link = broker.open(options, new LinkListener() {

      @Override
      public void received(String topic, byte[] payload, boolean retained) {
        if (swallowed.test(topic)) {
          return;
        }
        carry(retained, () -> listener.received(topic, payload.clone(), retained));
      }

      @Override
      public void connected() {
        listener.connected();
      }

      @Override
      public void disconnected(LinkException why) {
        listener.disconnected(why);
      }
    });
    last = link;
    return new Carrier(link);
  }

  /** Delivers what is due. */
  void deliver() {
    List<Late> due = late.stream().filter(l -> l.due() <= pace.micros()).toList();
    late.removeAll(due);
    due.forEach(l -> l.work().run());
  }

  private void carry(boolean surely, Runnable delivery) {
    if (!surely && random.nextDouble() < loss) {
      return;
    }
    int copies = !surely && random.nextDouble() < repetition ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      long delay = mostDelay == 0 ? 0 : random.nextLong(leastDelay, mostDelay + 1);
      if (delay == 0) {
        delivery.run();
      } else {
        late.add(new Late(pace.micros() + delay, delivery));
      }
    }
  }

  private final class Carrier implements Link {

    private final LocalLink link;

    Carrier(LocalLink link) {
      this.link = link;
    }

    @Override
    public boolean publish(Message message) {
      if (isBroken) {
        throw new IllegalStateException("a wire that is broken");
      }
      if (!link.isConnected()) {
        return false;
      }
      carry(false, () -> link.publish(message));
      return true;
    }

    @Override
    public boolean isConnected() {
      return link.isConnected();
    }

    @Override
    public void awaitConnected(Duration patience) throws LinkException {
      link.awaitConnected(patience);
    }

    @Override
    public void close() {
      link.close();
    }
  }
}
