package dev.trammel.controller.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where complaints about one file's settings go. Usually the first one is thrown. Where all are
 * wanted they are gathered, and reading goes on with stand-ins for what cannot be read: what comes
 * of that is good for finding more complaints and for nothing else.
 */
final class Complaints {

  private final boolean gathering;
  private final Map<String, SettingsException> found = new LinkedHashMap<>();
  private final Map<String, Set<String>> keys = new TreeMap<>();
  private boolean namesUncertain;
  private int unusable;

  private Complaints(boolean gathering) {
    this.gathering = gathering;
  }

  /** The first complaint is thrown. */
  static Complaints thrown() {
    return new Complaints(false);
  }

  /** Complaints are kept. */
  static Complaints gathered() {
    return new Complaints(true);
  }

  boolean isGathering() {
    return gathering;
  }

  /** In the order of reading, each once. */
  List<SettingsException> found() {
    return List.copyOf(found.values());
  }

  /** Notes which keys a mapping may have, by its path. */
  void allowed(String path, List<String> allowed) {
    if (gathering) {
      keys.computeIfAbsent(path, p -> new TreeSet<>()).addAll(allowed);
    }
  }

  /** The keys that readers knew, by the path of their mapping; only where they are gathered. */
  Map<String, Set<String>> keys() {
    return keys;
  }

  /** Throws or keeps a complaint. */
  void add(SettingsException complaint) {
    if (!gathering) {
      throw complaint;
    }
    found.putIfAbsent(complaint.identity(), complaint);
  }

  /** Throws or keeps a complaint about a name of the user's: what holds it cannot be used. */
  void addName(SettingsException complaint) {
    if (!namesUncertain) {
      add(complaint);
    }
    markUnusable();
  }

  /** Whatever is being read cannot be used, even with stand-ins. */
  void markUnusable() {
    unusable++;
  }

  /** From here on names may refer to parts that could not be read: nobody complains about them. */
  void doubtNames() {
    namesUncertain |= unusable > 0;
  }

  /** The value that is read; a stand-in where that fails and complaints are kept. */
  <T> T orStandIn(Supplier<T> reading, T standIn) {
    if (!gathering) {
      return reading.get();
    }
    try {
      return reading.get();
    } catch (SettingsException e) {
      add(e);
      return standIn;
    }
  }

  /** The part that is read; nothing where that fails and complaints are kept. */
  <T> Optional<T> attempt(SettingsNode place, Supplier<T> reading) {
    int before = found.size();
    try {
      return Optional.of(reading.get());
    } catch (SettingsException e) {
      keepUnlessConsequence(e, before);
    } catch (IllegalArgumentException e) {
      keepUnlessConsequence(
          Places.complaint(place.yaml(), place.path(), String.valueOf(e.getMessage())), before);
    }
    return Optional.empty();
  }

  /** The parts that are read; those that cannot be used are left out. */
  <T> List<T> each(List<SettingsNode> places, Function<SettingsNode, T> reader) {
    List<T> parts = new ArrayList<>();
    for (SettingsNode place : places) {
      int before = unusable;
      Optional<T> part = attempt(place, () -> reader.apply(place));
      if (unusable == before) {
        part.ifPresent(parts::add);
      }
    }
    return parts;
  }

  /** A rule that is broken after a stand-in, or where something else is wrong, says nothing. */
  private void keepUnlessConsequence(SettingsException complaint, int before) {
    if (!gathering) {
      throw complaint;
    }
    boolean consequence = namesUncertain
        || found.size() > before
        || found.values().stream().anyMatch(other -> isWithin(other.key(), complaint.key()));
    if (!consequence) {
      add(complaint);
    }
    markUnusable();
  }

  private static boolean isWithin(String key, String whole) {
    return !key.isEmpty()
        && key.startsWith(whole)
        && (key.length() == whole.length() || ".[".indexOf(key.charAt(whole.length())) >= 0);
  }
}
