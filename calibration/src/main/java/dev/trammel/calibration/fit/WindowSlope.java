package dev.trammel.calibration.fit;

/**
 * How the residuals of one window change with the unknowns, its own first state taken out:
 *
 * <pre>
 *   r(θ + dθ, x₀ + dx) ≈ r + G dθ + S dx
 *   dx = −(start + follow dθ)              minimises |·|² for a given dθ
 *   H = Gᵀ(1 − S(SᵀS)⁻¹Sᵀ)G,  g = Gᵀ(1 − …) r
 * </pre>
 *
 * @param cost ½|r|²
 * @param hessian P×P by rows, H
 * @param gradient P, g
 * @param start 2n
 * @param follow 2n×P by rows
 * @param echoes channels × lags: Σₜ of the hat matrix S(SᵀS)⁻¹Sᵀ between readings t and t + lag of one
 *     channel; lag 0 first
 */
record WindowSlope(
    double cost,
    double[] hessian,
    double[] gradient,
    double[] start,
    double[] follow,
    double[][] echoes) {}
