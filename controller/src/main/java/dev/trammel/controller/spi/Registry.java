package dev.trammel.controller.spi;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.task.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The providers of one kind, by name. Discovery lists them; a name chooses. Immutable. */
public final class Registry<P extends Provider> {

  private final String kind;
  private final Map<String, P> providers = new TreeMap<>();

  /**
   * Takes providers in.
   *
   * @param kind what they provide, for messages: "plant"
   * @param found refused if two have one name
   */
  public Registry(String kind, Iterable<? extends P> found) {
    this.kind = kind;
    for (P provider : found) {
      P other = providers.putIfAbsent(provider.name(), provider);
      if (other != null) {
        throw new UsageException(
            "two " + kind + "s are named '" + provider.name() + "': " + origin(other) + " and "
                + origin(provider) + "; known: " + String.join(", ", providers.keySet()));
      }
    }
  }

  /** What the jars on the class path provide. */
  public static <P extends Provider> Registry<P> discover(String kind, Class<P> type) {
    try {
      return new Registry<>(kind, ServiceLoader.load(type));
    } catch (ServiceConfigurationError e) {
      throw new UsageException("a " + kind + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  public P named(String name) {
    P provider = providers.get(name);
    if (provider == null) {
      throw new UsageException("no " + kind + " '" + name + "'; known: "
          + String.join(", ", providers.keySet()) + Suggestion.of(name, providers.keySet()));
    }
    return provider;
  }

  /** In alphabetical order. */
  public List<String> names() {
    return List.copyOf(providers.keySet());
  }

  /** In alphabetical order of their names. */
  public Collection<P> all() {
    return List.copyOf(providers.values());
  }

  private static String origin(Provider provider) {
    return provider.getClass().getName();
  }
}
