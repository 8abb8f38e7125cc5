package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report.Ack;
import org.junit.jupiter.api.Test;

class CallTest {

  private final Call call = new Call(MessageType.START);

  private static Ack ack(long sequence, Code code) {
    return new Ack(sequence, MessageType.START.number(), code, 0, 0, 0);
  }

  @Test
  void anAnswerToAnyAttemptCounts() {
    call.attempt(4);
    call.attempt(5);
    call.answer(ack(4, Code.ACCEPTED));

    assertThat(call.first()).contains(ack(4, Code.ACCEPTED));
    assertThat(call.end()).isEmpty();

    call.answer(ack(4, Code.OK));

    assertThat(call.end()).contains(ack(4, Code.OK));
  }

  @Test
  void whatALaterAttemptStumblesOverIsNoEndOfWhatBegan() {
    call.attempt(4);
    call.attempt(5);
    call.answer(ack(4, Code.ACCEPTED));
    call.answer(ack(5, Code.STATE));

    assertThat(call.end()).isEmpty();
  }

  @Test
  void anEarlierAttemptsRefusalIsNoAnswerToTheLast() {
    call.attempt(4);
    call.attempt(5);
    call.answer(ack(4, Code.EXPIRED));

    assertThat(call.first()).isEmpty();

    call.answer(ack(5, Code.PROGRAM));

    assertThat(call.first()).contains(ack(5, Code.PROGRAM));
  }

  @Test
  void whatIsSaidToACopyIsNoAnswer() {
    call.attempt(4);
    call.answer(ack(4, Code.SEQUENCE));

    assertThat(call.first()).isEmpty();
  }

  @Test
  void thatANonceIsTooSmallIsAnAnswerToALeaseUnlessItIsSaidToACopy() {
    Call lease = new Call(MessageType.LEASE);
    Ack tooSmall = new Ack(4, MessageType.LEASE.number(), Code.SEQUENCE, 0, 0, 17);
    lease.attempt(4);
    lease.answer(tooSmall);
    assertThat(lease.first()).contains(tooSmall);

    Ack granted = new Ack(5, MessageType.LEASE.number(), Code.OK, 0, 0, 1);
    lease.attempt(5);
    lease.answer(granted);
    lease.answer(new Ack(5, MessageType.LEASE.number(), Code.SEQUENCE, 0, 0, 17));
    assertThat(lease.first()).contains(granted);
  }

  @Test
  void answersToOthersAreNone() {
    call.attempt(4);
    call.answer(ack(3, Code.OK));
    call.answer(new Ack(4, MessageType.MOVE.number(), Code.OK, 0, 0, 0));

    assertThat(call.first()).isEmpty();
  }
}
