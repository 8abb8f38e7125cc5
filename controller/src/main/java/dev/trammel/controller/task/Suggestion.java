package dev.trammel.controller.task;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a word that nobody knows was meant to be. */
public final class Suggestion {

  private Suggestion() {}

  /** The end of a complaint, {@code ; did you mean 'steps'?}, or nothing where no word is near. */
  public static String of(String word, Collection<String> known) {
    return nearest(word, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  /** The first of the known words with the fewest letters to change, if that is a slip at all. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    Optional<String> nearest = Optional.empty();
    int least = Math.max(1, word.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
      if (distance < least && distance < candidate.length()) {
        least = distance;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /** Letters to insert, delete, replace or swap with the next (optimal string alignment). */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cost(a, b, i, j, d);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cost(String a, String b, int i, int j, int[][] d) {
    int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int cost = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(cost, 1 + d[i - 2][j - 2]) : cost;
  }
}
