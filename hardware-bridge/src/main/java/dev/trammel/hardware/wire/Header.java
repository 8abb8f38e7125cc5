package dev.trammel.hardware.wire;

/**
 * What every record begins with, section 2; its type is that of the body. Numbers of 64 bits are
 * unsigned.
 *
 * @param layout CRC-32C of the device's layout text
 * @param session the lease that this belongs to; 0 for LEASE and PING
 * @param sequence in the order of sending
 * @param time when it was sent, by the sender's monotonic clock [µs]
 * @param expiry by the device's clock: it must be handled before [µs]; 0 in records of a device
 */
public record Header(int layout, long session, long sequence, long time, long expiry) {

  /** How far ahead of its clock a device lets a record expire [µs]. */
  public static final long MOST_AHEAD = 5_000_000;

  /** OK if the record may still be handled at this time of the device [µs], else EXPIRED, AHEAD. */
  public Code freshness(long now) {
    if (Long.compareUnsigned(now, expiry) >= 0) {
      return Code.EXPIRED;
    }
    return Long.compareUnsigned(expiry - now, MOST_AHEAD) > 0 ? Code.AHEAD : Code.OK;
  }
}
