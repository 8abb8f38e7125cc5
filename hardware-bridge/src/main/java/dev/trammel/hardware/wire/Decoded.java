package dev.trammel.hardware.wire;

import java.util.function.Function;

/**
 * What came of reading bytes that anybody may have sent. Decoders never throw.
 *
 * @param <T> what was to be read
 */
public sealed interface Decoded<T> {

  /** The bytes say this. */
  record Valid<T>(T value) implements Decoded<T> {}

  /** The bytes break a rule. */
  record Refused<T>(Refusal refusal) implements Decoded<T> {}

  static <T> Decoded<T> valid(T value) {
    return new Valid<>(value);
  }

  static <T> Decoded<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }

  static <T> Decoded<T> refused(Code code, int place, String why) {
    return new Refused<>(new Refusal(code, place, why));
  }

  /** The value, for a caller who treats what is refused as an error. */
  default T orThrow(Function<Refusal, ? extends RuntimeException> error) {
    if (this instanceof Refused<T> refused) {
      throw error.apply(refused.refusal());
    }
    return ((Valid<T>) this).value();
  }
}
