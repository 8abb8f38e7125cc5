package dev.trammel.hardware.hidden;

/**
 * What one joint of a robot really is, with all that hangs on it.
 *
 * @param link that it moves
 * @param friction of the joint
 * @param motor that drives it, if one does
 * @param encoder that measures it
 * @param noise of its sensors
 */
public record Effects(
    LinkEffects link,
    FrictionEffects friction,
    MotorEffects motor,
    EncoderEffects encoder,
    NoiseEffects noise) {

  /** Whether the encoder reads the joint's position itself. */
  public boolean readsTruly() {
    return encoder.equals(EncoderEffects.NONE);
  }

  /** The same joint with an encoder that counts the other way. */
  Effects withFlippedEncoder() {
    return new Effects(link, friction, motor, encoder.flipped(), noise);
  }
}
