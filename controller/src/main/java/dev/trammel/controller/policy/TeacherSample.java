package dev.trammel.controller.policy;

/**
 * What a teacher would do on one observation: u ~ N(action, Λ⁻¹).
 *
 * @param observation o, p entries; not modified
 * @param action û, m entries; not modified
 * @param precision which Λ of the {@link TeacherSamples}
 * @param weight how much the sample counts, at least 0
 * @param trajectory samples of one trajectory are held out together or not at all
 */
public record TeacherSample(
    double[] observation, double[] action, int precision, double weight, long trajectory) {}
