package dev.trammel.hardware.device;

import dev.trammel.hardware.fixtures.Page;
import java.nio.ByteBuffer;

/**
 * What the protocol's page says of a packet, read from its bytes alone and by none of the product's
 * code: which counter of section 7 it raises at a device, or that it is {@link #ACCEPTED}.
 */
final class Referee {

  /** No counter of a refusal. */
  static final int ACCEPTED = Page.WHOLE;

  private static final int MALFORMED = 0;
  private static final int TYPE = 2;
  private static final int LAYOUT = 3;
  private static final int SESSION = 4;
  private static final int SEQUENCE = 5;
  private static final int EXPIRED = 6;
  private static final int STATE = 7;
  private static final int VALUE = 8;

  private static final int PING = 1;
  private static final int LEASE = 3;
  private static final int RENEW = 4;
  private static final int SETPOINT = 13;
  private static final int HORIZON = 14;

  /** What the device must know of itself and its lease at this moment. */
  record Knowledge(
      int layout,
      int boot,
      long nonce,
      String holder,
      long session,
      long lastRequest,
      long lastFast,
      long now) {}

  private Referee() {}

  /** The counter that this packet raises at device {@code cart}. */
  static int counter(String topic, byte[] packet, boolean retained, Knowledge known) {
    String[] levels = topic.split("/", -1);
    boolean isRequest = levels.length == 6 && levels[5].equals("request");
    boolean isFast = levels.length == 6 && levels[5].equals("fast");
    boolean isAddressed = (isRequest || isFast) && !levels[4].isEmpty();
    int frame = Page.counter(packet, retained);
    if (!isAddressed || frame != ACCEPTED) {
      return isAddressed ? frame : MALFORMED;
    }
    ByteBuffer in = Page.read(packet);
    int type = in.get(5);
    boolean belongsOnFast = type == PING || type == RENEW || type == SETPOINT || type == HORIZON;
    if (!Page.isRequest(type) || belongsOnFast != isFast) {
      return TYPE;
    }
    return inOrder(levels[4], type, in, known);
  }

  private static int inOrder(String user, int type, ByteBuffer in, Knowledge known) {
    boolean isFree = type == PING || type == LEASE;
    boolean isFast = type == RENEW || type == SETPOINT || type == HORIZON;
    long session = in.getLong(16);
    if (in.getInt(12) != known.layout()) {
      return LAYOUT;
    }
    if (isFree
        ? session != 0
        : session == 0 || session != known.session() || !user.equals(known.holder())) {
      return SESSION;
    }
    long last = isFast ? known.lastFast() : known.lastRequest();
    if (!isFree && Long.compareUnsigned(in.getLong(24), last) <= 0) {
      return SEQUENCE;
    }
    long expiry = in.getLong(40);
    boolean isInTime = Long.compareUnsigned(known.now(), expiry) < 0
        && Long.compareUnsigned(expiry - known.now(), 5_000_000) <= 0;
    if (type == PING) {
      return ACCEPTED;
    }
    return !isInTime ? EXPIRED : type == LEASE ? lease(in, known) : ACCEPTED;
  }

  private static int lease(ByteBuffer in, Knowledge known) {
    long micros = Integer.toUnsignedLong(in.getInt(60));
    if (micros < 100_000 || micros > 2_000_000) {
      return VALUE;
    }
    if (in.getInt(48) != known.boot()) {
      return SESSION;
    }
    if (known.nonce() != 0 && Long.compareUnsigned(in.getLong(52), known.nonce()) <= 0) {
      return SEQUENCE;
    }
    return known.session() == 0 ? ACCEPTED : STATE;
  }
}
