package dev.trammel.hardware.remote;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report.Ack;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request and what came of it. Each attempt has a sequence of its own, so that no command is
 * ever said twice; an answer to any of them counts, and a refusal only of the last one: an earlier
 * one may have been what a later one stumbled over.
 */
final class Call {

  private final MessageType type;
  private final Set<Long> attempts = new HashSet<>();
  private long last;
  private @Nullable Ack accepted;
  private @Nullable Ack ended;

  Call(MessageType type) {
    this.type = type;
  }

  /** It is said, or said again, under this sequence. */
  void attempt(long sequence) {
    attempts.add(sequence);
    last = sequence;
  }

  /** Attempts so far. */
  int attempts() {
    return attempts.size();
  }

  /** Takes an answer in, if it is one to this. */
  void answer(Ack ack) {
    boolean toThis = ack.requestType() == type.number() && attempts.contains(ack.request());
    if (!toThis || isToACopy(ack)) {
      return;
    }
    if (ack.code() == Code.ACCEPTED) {
      accepted = ack;
    } else if (!ack.code().isRefusal() || ack.request() == last && accepted == null) {
      ended = ack;
    }
  }

  /** That a sequence, or a lease's nonce, was used up: the first one has its own answer. */
  private boolean isToACopy(Ack ack) {
    return ack.code() == Code.SEQUENCE && (type != MessageType.LEASE || ended != null);
  }

  /** What was refused so far does not count: it is known to be under way. */
  void dismiss() {
    ended = null;
  }

  /** That it was begun, or done at once, or refused. */
  Optional<Ack> first() {
    return accepted == null ? Optional.ofNullable(ended) : Optional.of(accepted);
  }

  /** What it came to in the end. */
  Optional<Ack> end() {
    return Optional.ofNullable(ended);
  }
}
