package io.tacet.cli.window;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.api.Query;
import io.tacet.cli.api.RestClient;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.PutWindow;
import io.tacet.contract.rest.StartWindow;
import java.util.Map;

/** The scheduler's REST interface for start windows. Safe for use by several threads. */
final class WindowApi {

  private static final String WINDOWS = "windows";
  private static final int LARGEST_PAGE = 500;

  private final RestClient rest;

  WindowApi(RestClient rest) {
    this.rest = rest;
  }

  Page<StartWindow> list() {
    return rest.get(Query.path(WINDOWS).with("limit", LARGEST_PAGE), new TypeReference<>() {});
  }

  StartWindow put(String id, PutWindow window) {
    return rest.send("PUT", Query.path(WINDOWS, id), window, new TypeReference<>() {});
  }

  void remove(String id) {
    rest.delete(Query.path(WINDOWS, id));
  }

  StartWindow putMachine(String id, String machine) {
    return rest.send(
        "PUT", Query.path(WINDOWS, id, "machines", machine), Map.of(), new TypeReference<>() {});
  }

  void removeMachine(String id, String machine) {
    rest.delete(Query.path(WINDOWS, id, "machines", machine));
  }
}
