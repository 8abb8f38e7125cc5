package dev.trammel.hardware.conformance;

import dev.trammel.hardware.conformance.Inbox.Heard;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Crc32c;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report.Ack;
import dev.trammel.hardware.wire.Request;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A record that is about to be sent, and may be made wrong before.
 *
 * @param topic where it goes
 */
record Draft(Probe probe, Request request, String topic, Header header) {

  private static final int TYPE_AT = 5;

  Draft layout(int layout) {
    return with(
        new Header(layout, header.session(), header.sequence(), header.time(), header.expiry()));
  }

  Draft session(long session) {
    return with(
        new Header(header.layout(), session, header.sequence(), header.time(), header.expiry()));
  }

  Draft sequence(long sequence) {
    return with(
        new Header(header.layout(), header.session(), sequence, header.time(), header.expiry()));
  }

  /** By the device's clock [µs]. */
  Draft expiry(long expiry) {
    return with(
        new Header(header.layout(), header.session(), header.sequence(), header.time(), expiry));
  }

  Draft on(String otherTopic) {
    return new Draft(probe, request, otherTopic, header);
  }

  byte[] bytes() {
    return new Message(header, request).encode();
  }

  Sent send() {
    return send(bytes());
  }

  /** Sends it with other bytes; length and CRC are made right again. */
  Sent forged(Consumer<ByteBuffer> change) {
    ByteBuffer bytes = ByteBuffer.wrap(bytes()).order(ByteOrder.LITTLE_ENDIAN);
    change.accept(bytes);
    int end = bytes.capacity() - Frame.CRC_BYTES;
    bytes.putInt(end, Crc32c.of(bytes.array(), end));
    return send(bytes.array());
  }

  /** Sends these bytes in its place. */
  Sent send(byte[] bytes) {
    int before = probe.inbox().acks().size();
    boolean fast = topic.endsWith("/fast");
    probe.publish(topic, bytes, fast ? 0 : 1, false);
    int type = bytes.length > TYPE_AT ? Byte.toUnsignedInt(bytes[TYPE_AT]) : 0;
    return new Sent(probe, header.sequence(), type, before);
  }

  private Draft with(Header other) {
    return new Draft(probe, request, topic, other);
  }

  /**
   * A record that was sent.
   *
   * @param type number of what it was
   * @param acksBefore how many answers had come then
   */
  record Sent(Probe probe, long sequence, int type, int acksBefore) {

    /** The first answer. */
    Ack answer() {
      return answer(0, Probe.PATIENCE)
          .orElseThrow(() -> new Deviation("no answer to sequence " + sequence));
    }

    /** The second answer, which says how it ended. */
    Ack end(long patience) {
      return answer(1, patience)
          .orElseThrow(() -> new Deviation(
              "no second answer to sequence " + sequence + " within " + patience / 1000 + " ms"));
    }

    /** The first answer must be this. */
    Ack expect(Code code) {
      Ack ack = answer();
      Deviation.unless(
          ack.code() == code,
          "answered "
              + MessageType.of(ack.requestType())
                  .map(MessageType::name)
                  .orElse("type " + ack.requestType())
              + " with " + ack.code()
              + ", must be " + code);
      return ack;
    }

    /** Whether an answer came. */
    boolean isAnswered() {
      return !answers().isEmpty();
    }

    private Optional<Ack> answer(int index, long patience) {
      return probe.await(
          () -> {
            List<Ack> answers = answers();
            return answers.size() > index ? Optional.of(answers.get(index)) : Optional.empty();
          },
          patience);
    }

    private List<Ack> answers() {
      return probe.inbox().acks().stream()
          .skip(acksBefore)
          .map(Heard::body)
          .filter(ack -> ack.request() == sequence && ack.requestType() == type)
          .toList();
    }
  }
}
