package dev.trammel.hardware.conformance;

import static dev.trammel.hardware.conformance.Edits.answering;
import static dev.trammel.hardware.conformance.Edits.at;
import static dev.trammel.hardware.conformance.Edits.edited;
import static dev.trammel.hardware.conformance.Edits.log;
import static dev.trammel.hardware.conformance.Edits.scaled;
import static dev.trammel.hardware.conformance.Edits.state;
import static dev.trammel.hardware.conformance.Edits.underSession;

import dev.trammel.hardware.device.Device;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.MessageType;
import java.util.List;

/**
 * A flaw of a device: one that stands between a sound device and its broker and changes what comes
 * or goes, so that the device does what it should not.
 */
@SuppressWarnings("ImmutableEnumChecker") // one of them counts, and is used by one test
enum Mutant {
  /** None. */
  SOUND(List.of()),

  IGNORES_THE_LAYOUT(List.of("wrong-layout-refused")) {
    @Override
    Message comes(Message message, Device device, long now) {
      return edited(message, b -> b.putInt(12, device.birth().layout().crc()));
    }
  },

  IGNORES_THE_SESSION(List.of("wrong-session-refused", "session-of-another-user-refused")) {
    @Override
    Message comes(Message message, Device device, long now) {
      Message own = underSession(message, device.report().session());
      boolean isPing = own.payload().length > 5 && own.payload()[5] == MessageType.PING.number();
      return isPing ? own : at(own, own.topic().replace("/from/intruder/", "/from/lab/"));
    }
  },

  TAKES_REPLAYS(List.of("replay-refused", "out-of-order-refused", "first-rule-answers")) {
    private long sequence;

    @Override
    Message comes(Message message, Device device, long now) {
      return edited(message, b -> {
        if (b.getLong(24) < 1L << 40) {
          b.putLong(24, ++sequence);
        }
      });
    }
  },

  IGNORES_THE_EXPIRY(List.of("expired-refused", "far-ahead-refused")) {
    @Override
    Message comes(Message message, Device device, long now) {
      return edited(message, b -> b.putLong(40, now + 100_000));
    }
  },

  LETS_SETPOINTS_ACT_LONGER(List.of("setpoint-acts-until-its-expiry")) {
    @Override
    Message comes(Message message, Device device, long now) {
      return edited(message, b -> {
        if (b.get(5) == MessageType.SETPOINT.number()) {
          b.putLong(40, b.getLong(40) + 150_000);
        }
      });
    }
  },

  TAKES_RETAINED_REQUESTS(List.of("retained-is-refused")) {
    @Override
    Message comes(Message message, Device device, long now) {
      return new Message(message.topic(), message.payload(), 1, false, 0);
    }
  },

  IGNORES_THE_CRC(List.of("malformed-is-counted-and-not-answered")) {
    @Override
    Message comes(Message message, Device device, long now) {
      return edited(message, b -> {});
    }
  },

  IGNORES_WHAT_IS_RESERVED(List.of("malformed-is-counted-and-not-answered")) {
    @Override
    Message comes(Message message, Device device, long now) {
      return edited(message, b -> b.putShort(6, (short) 0));
    }
  },

  TAKES_WHAT_IS_NOT_FINITE(List.of("setpoint-of-wrong-values-refused")) {
    @Override
    Message comes(Message message, Device device, long now) {
      return edited(message, b -> {
        if (b.get(5) == MessageType.SETPOINT.number()
            && b.capacity() == 68
            && !Double.isFinite(b.getDouble(56))) {
          b.putDouble(56, 0);
        }
      });
    }
  },

  DOES_NOT_HEAR_STOPS(List.of("stop-stands-until-taken-back", "stop-while-active-is-a-fault")) {
    @Override
    Message comes(Message message, Device device, long now) {
      return message.topic().contains("/stop/") ? at(message, "elsewhere") : message;
    }
  },

  STOPS_FOR_PROPER_NAMES_ONLY(List.of("stop-on-any-topic-below")) {
    @Override
    Message comes(Message message, Device device, long now) {
      return message.topic().contains("/stop/other.name") ? at(message, "elsewhere") : message;
    }
  },

  TAKES_OLD_NONCES(List.of("lease-needs-a-new-nonce")) {
    private long nonce;

    @Override
    Message comes(Message message, Device device, long now) {
      return edited(message, b -> {
        if (b.get(5) == MessageType.LEASE.number()) {
          b.putLong(Frame.HEADER_BYTES + 4, ++nonce);
        }
      });
    }
  },

  POWERS_WHAT_IS_OFF(List.of("nothing-is-applied-unless-active")) {
    @Override
    Message goes(Message message) {
      return state(message, b -> {
        if (b.get(Frame.HEADER_BYTES + 4) < 2) {
          b.putDouble(b.capacity() - Frame.CRC_BYTES - Double.BYTES, 0.5);
        }
      });
    }
  },

  COMES_TO_REST_WHERE_IT_WAS_OFF(List.of("stop-leads-to-fault-from-anywhere")) {
    private boolean wasStopped;

    @Override
    Message goes(Message message) {
      return state(message, b -> {
        boolean isStopped = b.get(Frame.HEADER_BYTES + 4) == 4;
        b.put(Frame.HEADER_BYTES + 4, isStopped && !wasStopped ? 3 : b.get(Frame.HEADER_BYTES + 4));
        wasStopped = isStopped;
      });
    }
  },

  IS_ALWAYS_AT_ITS_AIM(List.of("move-that-does-not-settle-says-so")) {
    @Override
    Message goes(Message message) {
      return answering(message, Code.UNSETTLED, Code.OK);
    }
  },

  GOES_ANYWHERE(List.of("move-ends-at-its-aim")) {
    @Override
    Message goes(Message message) {
      return state(message, b -> b.putDouble(120, 0.25));
    }
  },

  FORGETS_WHOSE_STOP_IT_IS(List.of("stop-of-each-user-stands")) {
    @Override
    Message comes(Message message, Device device, long now) {
      return at(message, message.topic().replace("/stop/intruder", "/stop/lab"));
    }
  },

  HOLDS_LEASES_LONGER(List.of("lease-lapses-in-time", "lease-loss-is-a-fault-in-time")) {
    @Override
    Message comes(Message message, Device device, long now) {
      return edited(message, b -> {
        if (b.get(5) == MessageType.LEASE.number()) {
          b.putInt(Frame.HEADER_BYTES + 12, 2_000_000);
        }
      });
    }
  },

  TAKES_ANY_HASH(List.of("upload-with-wrong-hash-refused", "upload-with-a-hole-refused")) {
    @Override
    Message goes(Message message) {
      return answering(message, Code.HASH, Code.OK);
    }
  },

  STARTS_ANYWHERE(List.of("arm-needs-the-start")) {
    @Override
    Message goes(Message message) {
      return answering(message, Code.START, Code.OK);
    }
  },

  SHARES_THE_LEASE(List.of("lease-is-exclusive", "lease-is-exclusive-among-users")) {
    @Override
    Message goes(Message message) {
      return answering(message, Code.HELD, Code.OK);
    }
  },

  COUNTS_NOTHING(List.of("every-record-raises-one-counter", "wrong-layout-refused")) {
    @Override
    Message goes(Message message) {
      return state(message, b -> {
        for (int i = 0; i < Code.COUNTERS; i++) {
          b.putInt(Frame.HEADER_BYTES + 28 + 4 * i, 0);
        }
      });
    }
  },

  NAMES_ANOTHER_FAULT(List.of("lease-loss-is-a-fault-in-time", "garbled-is-a-fault")) {
    @Override
    Message goes(Message message) {
      return state(message, b -> {
        if (b.get(Frame.HEADER_BYTES + 6) != 0) {
          b.put(Frame.HEADER_BYTES + 6, (byte) 10);
        }
      });
    }
  },

  HAS_AN_UNEVEN_CLOCK(List.of("clock-runs-evenly")) {
    @Override
    Message goes(Message message) {
      return edited(message, b -> {
        if (b.get(5) == MessageType.PONG.number()) {
          b.putLong(64, 2 * b.getLong(64)).putLong(32, 2 * b.getLong(32));
        }
      });
    }
  },

  COMPUTES_OTHERWISE(List.of(
      "episode-runs-and-its-log-verifies",
      "policy-runs-and-its-log-verifies",
      "horizon-is-followed",
      "stream-follows-setpoints")) {
    @Override
    Message goes(Message message) {
      return log(message, b -> scaled(b, 20 + 16 + 2 * 8, 1.001));
    }
  },

  TAKES_ANY_NUMBER(
      List.of("program-with-wrong-bounds-refused", "program-with-bad-numbers-refused")) {
    @Override
    Message goes(Message message) {
      return answering(message, Code.VALUE, Code.OK);
    }
  },

  GIVES_MORE_THAN_ITS_BOUNDS(List.of("limits-hold", "program-is-held-to-its-bounds")) {
    @Override
    Message goes(Message message) {
      return log(message, b -> scaled(b, 20 + 16 + 3 * 8, 1.5));
    }
  },

  LOGS_ANOTHER_END(List.of("abort-ends-in-hold", "stop-ends-a-run", "tube-is-watched")) {
    @Override
    Message goes(Message message) {
      return log(message, b -> b.put(9, (byte) 0));
    }
  };

  private final List<String> foundBy;

  Mutant(List<String> foundBy) {
    this.foundBy = foundBy;
  }

  /** The checks that find it. */
  List<String> foundBy() {
    return foundBy;
  }

  /** What the device gets instead. */
  Message comes(Message message, Device device, long now) {
    return message;
  }

  /** What the device says instead. */
  Message goes(Message message) {
    return message;
  }
}
