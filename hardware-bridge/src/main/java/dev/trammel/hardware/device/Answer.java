package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Refusal;

/**
 * What a request came to.
 *
 * @param code OK, ACCEPTED if a second answer follows, or why it is refused
 * @param place what is wrong, as section 7 counts it; else 0
 * @param value of a session, a run, or the last nonce; else 0
 * @param why for people; empty unless it is refused
 */
record Answer(Code code, int place, long value, String why) {

  static final Answer OK = new Answer(Code.OK, 0, 0, "");

  static Answer of(Code code, long value) {
    return new Answer(code, 0, value, "");
  }

  static Answer refused(Code code, String why) {
    return new Answer(code, 0, 0, why);
  }

  static Answer refused(Code code, int place, String why) {
    return new Answer(code, place, 0, why);
  }

  static Answer refused(Refusal refusal) {
    return new Answer(refusal.code(), refusal.place(), 0, refusal.why());
  }

  boolean isRefusal() {
    return code.isRefusal();
  }
}
