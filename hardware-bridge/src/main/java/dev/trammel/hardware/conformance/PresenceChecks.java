package dev.trammel.hardware.conformance;

import dev.trammel.hardware.conformance.Inbox.Heard;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Conn;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Report;
import java.util.List;

/** What a device says without being asked, and its clock. */
final class PresenceChecks {

  private static final int PERIODS = 12;

  private PresenceChecks() {}

  static List<Check> all() {
    return List.of(
        Check.still("birth-names-the-device", 6, PresenceChecks::birth),
        Check.still("conn-says-online", 1, PresenceChecks::conn),
        Check.still("state-comes-every-period", 1, PresenceChecks::states),
        Check.still("state-fits-the-birth", 3, PresenceChecks::stateFits),
        Check.still("ping-is-answered-by-pong", 4, PresenceChecks::pong),
        Check.still("clock-runs-evenly", 4, PresenceChecks::clock));
  }

  private static void birth(Rig rig) {
    Birth birth = rig.birth();
    String name = rig.probe().topics().device();
    Deviation.unless(
        birth.identity().device().equals(name),
        "the birth is of " + birth.identity().device() + ", its topic of " + name);
    Deviation.unless(birth.identity().boot() != 0, "the boot is 0: it must tell starts apart");
    Deviation.unless(
        birth.robot().spec().actuators().stream()
            .allMatch(a -> Double.isFinite(a.lower()) && Double.isFinite(a.upper())),
        "an actuator lacks a bound");
    Deviation.unless(
        birth.robot().joints().containsAll(birth.robot().servo()),
        "a servo moves a joint that is not among the joints");
  }

  private static void conn(Rig rig) {
    Decoded<Conn> said =
        rig.probe().inbox().conn().orElseThrow(() -> new Deviation("nothing retained on conn"));
    Conn conn = said.orThrow(refusal -> new Deviation(refusal.why()));
    Deviation.unless(conn.presence() == Conn.Presence.ONLINE, "conn says " + conn.presence());
    Deviation.unless(conn.boot() == rig.boot(), "conn is of another boot than the birth");
  }

  private static void states(Rig rig) {
    rig.freshen();
    rig.probe().rest(PERIODS * rig.period());
    List<Heard<Report.State>> states = rig.probe().inbox().states();
    Deviation.unless(
        states.size() >= PERIODS / 2, states.size() + " STATEs within " + PERIODS + " periods");
    for (int i = 1; i < states.size(); i++) {
      Deviation.unless(
          states.get(i).header().sequence() > states.get(i - 1).header().sequence()
              && states.get(i).header().time() >= states.get(i - 1).header().time(),
          "sequence or time of STATE does not grow");
    }
  }

  private static void stateFits(Rig rig) {
    rig.inactive();
    rig.freshen();
    Report.State state = rig.state();
    Heard<Report.State> heard = rig.probe().inbox().states().get(0);
    int p = rig.birth().robot().spec().observationSize();
    Deviation.unless(
        heard.header().layout() == rig.birth().layout().crc(),
        "STATE names another layout than the birth");
    Deviation.unless(heard.header().expiry() == 0, "expiry of a STATE must be 0");
    Deviation.unless(
        state.sensors().length == p,
        "STATE has " + state.sensors().length + " readings, the birth " + p + " sensors");
    Deviation.unless(state.condition().state() == DeviceState.INACTIVE, "not INACTIVE");
    Deviation.unless(
        state.session() == rig.probe().session(), "STATE does not say which session holds");
  }

  private static void pong(Rig rig) {
    long before = rig.probe().localNow();
    Heard<Report.Pong> pong = rig.probe().ping();
    Deviation.unless(
        pong.body().sent() >= before && pong.body().sent() <= pong.came(),
        "a PONG must repeat the time of its PING");
    Deviation.unless(pong.header().time() >= pong.body().came(), "a PONG went before it came");
    Deviation.unless(
        pong.header().layout() == rig.birth().layout().crc(),
        "PONG names another layout than the birth");
  }

  private static void clock(Rig rig) {
    long error = rig.probe().synchronise() / 2;
    long before = rig.probe().deviceNow();
    rig.probe().rest(300_000);
    Heard<Report.Pong> pong = rig.probe().ping();
    long roundTrip = pong.came() - pong.body().sent();
    long expected = rig.probe().deviceNow() - roundTrip;
    long wrong = Math.abs(pong.body().came() - expected);
    Deviation.unless(pong.body().came() > before, "the clock stands still");
    Deviation.unless(
        wrong <= error + roundTrip + Frame.HEADER_BYTES,
        "the clock is off by " + wrong + " µs after 0.3 s");
  }
}
