package dev.trammel.controller.browser;

import dev.trammel.controller.storage.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Commands and events of a browser, over the DevTools protocol. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

  /** What the browser said by itself. */
  record Event(String session, String method, Map<?, ?> parameters) {}

  private static final int PATIENCE_SECONDS = 60;

  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<Map<?, ?>>> pending = new ConcurrentHashMap<>();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final StringBuilder message = new StringBuilder();
  private final WebSocket socket;

  DevTools(URI address) {
    socket = HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(address, this)
        .join();
  }

  /** Carries out a command and waits for its answer. */
  Map<?, ?> send(@Nullable String session, String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<Map<?, ?>> answer = new CompletableFuture<>();
    pending.put(id, answer);
    Map<String, Object> command = new LinkedHashMap<>();
    command.put("id", id);
    command.put("method", method);
    command.put("params", parameters);
    if (session != null) {
      command.put("sessionId", session);
    }
    socket.sendText(Json.write(command), true).join();
    return await(answer, method);
  }

  /** Everything a page of the browser said until now. */
  List<Event> events(String session) {
    return events.stream().filter(event -> event.session().equals(session)).toList();
  }

  private static Map<?, ?> await(CompletableFuture<Map<?, ?>> answer, String method) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the browser did not answer " + method, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      Map<?, ?> whole = Json.read(message.toString());
      message.setLength(0);
      take(whole);
    }
    from.request(1);
    return null;
  }

  private void take(Map<?, ?> whole) {
    if (!(whole.get("id") instanceof Integer id)) {
      events.add(new Event(
          String.valueOf(whole.get("sessionId")),
          String.valueOf(whole.get("method")),
          map(whole.get("params"))));
      return;
    }
    CompletableFuture<Map<?, ?>> answer = pending.remove(id);
    if (answer == null) {
      return;
    }
    if (whole.containsKey("error")) {
      answer.completeExceptionally(new IllegalStateException(String.valueOf(whole.get("error"))));
    } else {
      answer.complete(map(whole.get("result")));
    }
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
