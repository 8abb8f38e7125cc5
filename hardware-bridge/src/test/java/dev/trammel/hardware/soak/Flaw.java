package dev.trammel.hardware.soak;

import dev.trammel.hardware.device.RobotBody;
import dev.trammel.hardware.wire.Crc32c;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;

/** What a device may do wrong, and the rule that it then breaks. */
@SuppressWarnings("ImmutableEnumChecker") // one of them counts, and is used by one test
enum Flaw {
  NONE(null),

  TAKES_WHAT_HAS_EXPIRED(Rule.ADMISSION) {
    @Override
    byte[] comes(Observed o, byte[] bytes) {
      return edited(bytes, b -> b.putLong(40, o.now + 50_000));
    }
  },

  TAKES_REPLAYS(Rule.ADMISSION) {
    private long sequence;

    @Override
    byte[] comes(Observed o, byte[] bytes) {
      return edited(bytes, b -> b.putLong(24, ++sequence));
    }
  },

  TAKES_ANY_SESSION(Rule.ADMISSION) {
    @Override
    byte[] comes(Observed o, byte[] bytes) {
      return edited(bytes, b -> {
        if (b.get(5) > MessageType.LEASE.number()) {
          b.putLong(16, o.device.report().session());
        }
      });
    }
  },

  LETS_SETPOINTS_ACT_LONGER(Rule.COMMAND) {
    @Override
    byte[] comes(Observed o, byte[] bytes) {
      return edited(bytes, b -> {
        if (b.get(5) == MessageType.SETPOINT.number()) {
          b.putLong(40, b.getLong(40) + 150_000);
        }
      });
    }
  },

  MOVES_ON_AFTER_ITS_LEASE(Rule.SILENCE) {
    @Override
    byte[] comes(Observed o, byte[] bytes) {
      return edited(bytes, b -> {
        if (b.get(5) == MessageType.LEASE.number()) {
          b.putInt(Frame.HEADER_BYTES + 12, 2_000_000);
        }
      });
    }
  },

  GRANTS_TWO_LEASES(Rule.LEASE) {
    @Override
    byte[] comes(Observed o, byte[] bytes) {
      if (bytes.length > 5 && bytes[5] == MessageType.LEASE.number()) {
        long held = o.device.report().session();
        byte[] release = o.record(new Request.Release(), held, 1L << 50, o.now + 1000);
        o.device.receive(o.topics.request(o.device.user()), release, false, o.now);
      }
      return bytes;
    }
  },

  RESUMES_BY_ITSELF(Rule.RESUMED) {
    @Override
    byte[] comes(Observed o, byte[] bytes) {
      Request[] all = {
        new Request.Lifecycle(Transition.RESET), new Request.Lifecycle(Transition.ACTIVATE)
      };
      boolean isRenewal = bytes.length > 5 && bytes[5] == MessageType.RENEW.number();
      for (int i = 0; isRenewal && i < all.length; i++) {
        byte[] own = o.record(all[i], o.device.report().session(), (1L << 50) + i, o.now + 1000);
        o.device.receive(o.topics.request(o.device.user()), own, false, o.now);
      }
      return bytes;
    }
  },

  DOES_NOT_HEAR_STOPS(Rule.RESUMED) {
    @Override
    void receive(Observed o, String topic, byte[] bytes, boolean retained) {
      if (!topic.contains("/stop/")) {
        super.receive(o, topic, bytes, retained);
      }
    }
  },

  PUSHES_AT_REST(Rule.REST) {
    @Override
    void push(double[] u) {
      u[0] += 0.1;
    }
  },

  KNOWS_NO_BOUNDS(Rule.BOUNDS) {
    @Override
    void push(double[] u) {
      u[0] *= 4;
    }
  },

  TELLS_LESS_THAN_IT_DOES(Rule.LOG) {
    @Override
    void push(double[] u) {
      u[0] *= 0.9;
    }
  },

  DOES_NOT_COUNT(Rule.COUNTERS) {
    @Override
    void receive(Observed o, String topic, byte[] bytes, boolean retained) {
      if (bytes.length > 5 && bytes[5] != MessageType.RENEW.number()) {
        super.receive(o, topic, bytes, retained);
      }
    }
  };

  private final transient Rule breaks;

  Flaw(@org.jspecify.annotations.Nullable Rule breaks) {
    this.breaks = breaks == null ? Rule.CRASH : breaks;
  }

  /** The rule that such a device breaks. */
  Rule breaks() {
    return breaks;
  }

  void receive(Observed o, String topic, byte[] bytes, boolean retained) {
    o.device.receive(topic, comes(o, bytes), retained, o.now);
  }

  byte[] comes(Observed o, byte[] bytes) {
    return bytes;
  }

  /** Changes an effort on its way to the body. */
  void push(double[] u) {}

  private static byte[] edited(byte[] bytes, Consumer<ByteBuffer> edit) {
    if (bytes.length < Frame.HEADER_BYTES + Frame.CRC_BYTES) {
      return bytes;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    edit.accept(buffer);
    int end = bytes.length - Frame.CRC_BYTES;
    buffer.putInt(end, Crc32c.of(bytes, end));
    return bytes;
  }

  /** A body behind the flaw. */
  RobotBody body(RobotBody body) {
    return new FlawedBody(body, efforts -> {
      double[] pushed = Arrays.copyOf(efforts, efforts.length);
      push(pushed);
      return pushed;
    });
  }
}
