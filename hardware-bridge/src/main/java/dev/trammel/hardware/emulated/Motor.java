package dev.trammel.hardware.emulated;

import dev.trammel.hardware.hidden.MotorEffects;
import java.util.Arrays;

/**
 * What becomes of a commanded effort on its way to a joint: it is late, smoothed by the motor's
 * windings, uneven over a turn, and has to take up the play of the gear first.
 *
 * <pre>
 *   command → delay → first-order lag → strength · (1 + ripple · sin(N θ)) + offset → play → joint
 * </pre>
 */
final class Motor {

  /** Periods of the ripple per turn, or per metre [1/rad or 1/m times 2π]. */
  private static final double RIPPLES_PER_TURN = 12;

  private static final double RIPPLES_PER_METRE = 40;

  /** The motor's own inertia as a share of the joint's, seen through the gear. */
  private static final double ROTOR = 0.05;

  private final MotorEffects effects;
  private final double step;
  private final double ripplesPerUnit;
  private final double rotor;
  private final double[] underway;
  private int next;
  private double effort;

  /** Where the motor is within the play, from −b/2 to b/2, and how fast it crosses it. */
  private double play;

  private double playRate;

  /**
   * @param rotates whether its joint turns
   * @param inertia of what the joint moves [kg·m² or kg]
   * @param step of time [s]
   */
  Motor(MotorEffects effects, boolean rotates, double inertia, double step) {
    this.effects = effects;
    this.step = step;
    ripplesPerUnit = rotates ? RIPPLES_PER_TURN : 2 * Math.PI * RIPPLES_PER_METRE;
    rotor = ROTOR * inertia;
    underway = new double[(int) Math.round(effects.delay() / step)];
  }

  /** Nothing is on its way, and the motor rests in the middle of the play. */
  void reset() {
    Arrays.fill(underway, 0);
    effort = 0;
    play = 0;
    playRate = 0;
  }

  /**
   * Goes on by a step of time.
   *
   * @param command [N·m or N]
   * @param position of the joint [rad or m]
   * @param isOn whether the motor has current at all
   * @return what acts on the joint [N·m or N]
   */
  double advance(double command, double position, boolean isOn) {
    double arriving = command;
    if (underway.length > 0) {
      arriving = underway[next];
      underway[next] = command;
      next = (next + 1) % underway.length;
    }
    // τ̇ = (command − τ)/T, exactly enough for a step far below T
    effort += (arriving - effort) * step / (effects.lag() + step);
    double ripple = effects.ripple() * StrictMath.sin(ripplesPerUnit * position);
    double offset = isOn ? effects.offset() : 0;
    return throughPlay(effects.strength() * effort * (1 + ripple) + offset);
  }

  private double throughPlay(double given) {
    double half = effects.backlash() / 2;
    if (half == 0) {
      return given;
    }
    if (given * play > 0 && Math.abs(play) == half) {
      return given;
    }
    play += step * (playRate + step * given / rotor / 2);
    playRate += step * given / rotor;
    double beyond = Math.abs(play) - half;
    if (beyond < 0) {
      return 0;
    }
    // a tooth is met, in the midst of the step: the motor rests against it as long as it pushes
    // that way
    double after = playRate == 0 ? 1 : Math.min(1, beyond / (step * Math.abs(playRate)));
    play = Math.copySign(half, play);
    playRate = 0;
    return given * play > 0 ? after * given : 0;
  }
}
