package dev.trammel.calibration.bench;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.calibration.Quantity.Of;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of two groups of links is kept, none of which is doubted. All of a group are kept or none, so
 * most of the masses and inertias decide: what is never 0, and always told.
 *
 * @param isNewer whether the new ones are kept
 * @param apart a figure about which they do not agree
 */
record LinkChoice(boolean isNewer, Optional<Both> apart) {

  private static final Set<Quantity> POSITIVE =
      Set.of(Quantity.MASS, Quantity.INERTIA_XX, Quantity.INERTIA_YY, Quantity.INERTIA_ZZ);

  /** Two answers about one figure. */
  record Both(Parameter parameter, Estimate old, Estimate is) {

    private boolean isWeighed() {
      return POSITIVE.contains(parameter.quantity());
    }

    private boolean isNarrower() {
      return is.half() <= old.half();
    }
  }

  /** @param question that is asked now */
  static LinkChoice of(
      Map<Parameter, Estimate> before, Map<Parameter, Estimate> now, String question) {
    List<Both> all = new ArrayList<>();
    now.forEach((parameter, is) -> {
      Estimate old = before.get(parameter);
      boolean isLink = parameter.quantity().of() == Of.LINK;
      if (isLink && old != null && old.identifiable() && is.identifiable()) {
        all.add(new Both(parameter, old, is));
      }
    });
    Optional<Both> apart =
        all.stream().filter(both -> !agree(both.old(), both.is())).findFirst();
    boolean isSame =
        all.stream().anyMatch(both -> both.old().source().question().equals(question));
    long weighed = all.stream().filter(Both::isWeighed).count();
    long narrower =
        all.stream().filter(both -> both.isWeighed() && both.isNarrower()).count();
    return new LinkChoice(apart.isPresent() && isSame || 2 * narrower >= weighed, apart);
  }

  static boolean agree(Estimate old, Estimate is) {
    return Math.abs(is.value() - old.value()) <= Math.hypot(is.half(), old.half());
  }
}
