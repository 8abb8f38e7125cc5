package dev.trammel.hardware.conformance;

import dev.trammel.hardware.conformance.Draft.Sent;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.util.Arrays;
import java.util.List;

/** What must be refused, how it is answered, and that it is counted. */
final class RecordChecks {

  /** It does nothing, and is answered with PROGRAM. */
  static final Request HARMLESS = new Request.Commit(12_345);

  private RecordChecks() {}

  static List<Check> all() {
    return List.of(
        Check.still("another-major-refused", 7, RecordChecks::version),
        Check.still("unknown-type-refused", 7, RecordChecks::type),
        Check.still("wrong-topic-refused", 1, RecordChecks::wrongTopic),
        Check.still("wrong-layout-refused", 7, RecordChecks::layout),
        Check.still("wrong-session-refused", 7, RecordChecks::session),
        Check.still("replay-refused", 4, RecordChecks::replay),
        Check.still("out-of-order-refused", 4, RecordChecks::order),
        Check.still("each-topic-has-its-order", 4, RecordChecks::topicsApart),
        Check.still("gaps-are-counted", 4, RecordChecks::gaps),
        Check.still("expired-refused", 4, RecordChecks::expired),
        Check.still("far-ahead-refused", 4, RecordChecks::ahead),
        Check.still("first-rule-answers", 7, RecordChecks::firstRule),
        Check.still("refused-uses-up-its-sequence", 4, RecordChecks::usesUp),
        Check.still("answer-names-its-request", 3, RecordChecks::answer),
        Check.still("every-record-raises-one-counter", 4, RecordChecks::counters));
  }

  private static void version(Rig rig) {
    rig.lease();
    Counted.expect(
        rig, Code.VERSION, () -> rig.probe().draft(HARMLESS).forged(b -> b.put(4, (byte) 2)));
  }

  private static void type(Rig rig) {
    rig.lease();
    for (int type : new int[] {0, 17, 99, 255}) {
      Counted.expect(
          rig, Code.TYPE, () -> rig.probe().draft(HARMLESS).forged(b -> b.put(5, (byte) type)));
    }
  }

  private static void wrongTopic(Rig rig) {
    rig.lease();
    Probe probe = rig.probe();
    Counted.expect(
        rig,
        Code.TYPE,
        () -> probe
            .draft(new Request.Renew())
            .on(probe.topics().request(probe.user()))
            .send());
    Counted.expect(
        rig,
        Code.TYPE,
        () -> probe.draft(HARMLESS).on(probe.topics().fast(probe.user())).send());
    Counted.expect(
        rig,
        Code.TYPE,
        () -> probe
            .draft(new Request.Start(Activity.EPISODE, 1, 1, 0))
            .forged(b -> b.put(5, (byte) MessageType.LOG.number())));
  }

  private static void layout(Rig rig) {
    rig.lease();
    int other = rig.birth().layout().crc() + 1;
    Counted.expect(
        rig, Code.LAYOUT, () -> rig.probe().draft(HARMLESS).layout(other).send());
    Counted.expect(
        rig,
        Code.LAYOUT,
        () -> rig.probe().draft(new Request.Ping()).layout(other).send());
  }

  private static void session(Rig rig) {
    long session = rig.lease();
    for (long wrong : new long[] {0, session + 1, session - 1, session ^ 1L << 40}) {
      Counted.expect(
          rig, Code.SESSION, () -> rig.probe().draft(HARMLESS).session(wrong).send());
    }
  }

  private static void replay(Rig rig) {
    rig.lease();
    Draft draft = rig.probe().draft(HARMLESS);
    draft.send().expect(Code.PROGRAM);
    Counted.expect(rig, Code.SEQUENCE, draft::send);
    Draft fast = rig.probe().draft(new Request.Renew());
    fast.send();
    Counted.expect(rig, Code.SEQUENCE, fast::send);
  }

  private static void order(Rig rig) {
    rig.lease();
    Draft earlier = rig.probe().draft(HARMLESS);
    rig.expect(HARMLESS, Code.PROGRAM);
    Counted.expect(rig, Code.SEQUENCE, earlier::send);
    Counted.expect(rig, Code.SEQUENCE, () -> earlier.sequence(0).send());
  }

  private static void topicsApart(Rig rig) {
    rig.lease();
    rig.probe().skipRequests(1000);
    rig.expect(HARMLESS, Code.PROGRAM);
    Sent renew = rig.probe().draft(new Request.Renew()).send();
    rig.state();
    Deviation.unless(!renew.isAnswered(), "an order of `request` was held against `fast`");
  }

  private static void gaps(Rig rig) {
    rig.lease();
    rig.expect(HARMLESS, Code.PROGRAM);
    long before = rig.counters().gaps();
    rig.probe().skipRequests(3);
    rig.expect(HARMLESS, Code.PROGRAM);
    long after = rig.counters().gaps();
    Deviation.unless(
        after - before == 3, "3 numbers were skipped, " + (after - before) + " counted as gaps");
  }

  private static void expired(Rig rig) {
    rig.lease();
    long now = rig.probe().deviceNow();
    for (long expiry : new long[] {0, 1, now - 1_000_000, now - 10_000}) {
      Counted.expect(
          rig, Code.EXPIRED, () -> rig.probe().draft(HARMLESS).expiry(expiry).send());
    }
    Counted.expect(
        rig,
        Code.EXPIRED,
        () -> rig.probe().draft(rig.leaseRequest(Rig.LEASE)).expiry(1).send());
  }

  private static void ahead(Rig rig) {
    rig.lease();
    long now = rig.probe().deviceNow();
    for (long expiry : new long[] {now + 2 * Header.MOST_AHEAD, Long.MAX_VALUE, -1}) {
      Counted.expect(
          rig, Code.AHEAD, () -> rig.probe().draft(HARMLESS).expiry(expiry).send());
    }
  }

  private static void firstRule(Rig rig) {
    rig.lease();
    Draft draft = rig.probe()
        .draft(new Request.Lifecycle(Transition.CONFIGURE))
        .expiry(1)
        .sequence(0)
        .session(5)
        .layout(9);
    draft.forged(b -> b.put(4, (byte) 3).put(5, (byte) 99)).expect(Code.VERSION);
    draft.forged(b -> b.put(5, (byte) 99)).expect(Code.TYPE);
    draft.send().expect(Code.LAYOUT);
    Draft right = draft.layout(rig.birth().layout().crc());
    right.send().expect(Code.SESSION);
    right.session(rig.probe().session()).send().expect(Code.SEQUENCE);
    rig.probe()
        .draft(new Request.Lifecycle(Transition.CONFIGURE))
        .expiry(1)
        .forged(b -> b.put(Frame.HEADER_BYTES, (byte) 77))
        .expect(Code.EXPIRED);
  }

  private static void usesUp(Rig rig) {
    rig.lease();
    Draft draft = rig.probe().draft(new Request.Arm(4321));
    Report.Ack ack = draft.send().answer();
    Deviation.unless(ack.code().isRefusal(), "ARM of no program was answered with " + ack.code());
    draft.send().expect(Code.SEQUENCE);
  }

  private static void answer(Rig rig) {
    rig.lease();
    Report.Ack ack = rig.expect(HARMLESS, Code.PROGRAM);
    Deviation.unless(
        ack.requestType() == MessageType.COMMIT.number(),
        "an ACK of COMMIT names type " + ack.requestType());
    Sent twice = rig.probe().draft(HARMLESS).send();
    twice.expect(Code.PROGRAM);
    rig.state();
    long answers = rig.probe().inbox().acks().stream()
        .filter(a -> a.body().request() == twice.sequence())
        .count();
    Deviation.unless(answers == 1, answers + " answers to one request");
  }

  private static void counters(Rig rig) {
    rig.lease();
    Report.Counters before = rig.counters();
    rig.probe().letLapse();
    rig.expect(HARMLESS, Code.PROGRAM);
    rig.probe().draft(HARMLESS).layout(1).send().expect(Code.LAYOUT);
    rig.probe().draft(HARMLESS).expiry(1).send().expect(Code.EXPIRED);
    rig.probe().ping();
    Report.Counters after = rig.counters();
    long[] raised = new long[Code.COUNTERS];
    for (int i = 0; i < raised.length; i++) {
      raised[i] = after.rejected()[i] - before.rejected()[i];
    }
    long[] expected = {0, 0, 0, 1, 0, 0, 1, 0, 1, 0};
    Deviation.unless(
        Arrays.equals(raised, expected),
        "counters of refusals rose by " + Arrays.toString(raised) + ", must be "
            + Arrays.toString(expected));
    long accepted = after.accepted() - before.accepted();
    Deviation.unless(
        accepted >= 1 && accepted <= 3, "a PING was accepted, `accepted` rose by " + accepted);
  }
}
