package dev.trammel.hardware.emulated;

/**
 * Sees all that goes into a device's core and comes out of it, in the core's own thread and in the
 * order in which it happens. Together with a {@link dev.trammel.hardware.device.RobotBody} that looks
 * on it sees all that the core does. Bytes are neither kept nor modified.
 */
public interface CoreObserver {

  /** Does not look. */
  CoreObserver NOBODY = new CoreObserver() {

    @Override
    public void comes(String topic, byte[] payload, boolean retained, long nowMicros) {}

    @Override
    public void ticks(long nowMicros) {}

    @Override
    public void halts(long nowMicros) {}

    @Override
    public void goes(String topic, byte[] payload) {}
  };

  /** A message is about to be handed to the core. */
  void comes(String topic, byte[] payload, boolean retained, long nowMicros);

  /** Time is about to pass up to here. */
  void ticks(long nowMicros);

  /** The core is about to be stopped at the machine. */
  void halts(long nowMicros);

  /** The core says something. */
  void goes(String topic, byte[] payload);
}
