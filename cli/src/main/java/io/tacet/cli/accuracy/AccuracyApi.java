package io.tacet.cli.accuracy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.api.Query;
import io.tacet.cli.api.RestClient;
import io.tacet.contract.rest.AccuracyControl;
import io.tacet.contract.rest.AccuracyWindow;
import io.tacet.contract.rest.CheckAccuracy;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.PutAccuracy;
import org.jspecify.annotations.Nullable;

/** The scheduler's REST interface for accuracy control. Safe for use by several threads. */
final class AccuracyApi {

  private static final String ACCURACY = "accuracy";
  private static final int LARGEST_PAGE = 500;

  private final RestClient rest;

  AccuracyApi(RestClient rest) {
    this.rest = rest;
  }

  Page<AccuracyControl> list() {
    return rest.get(Query.path(ACCURACY).with("limit", LARGEST_PAGE), new TypeReference<>() {});
  }

  AccuracyControl show(String machine) {
    return rest.get(Query.path(ACCURACY, machine), new TypeReference<>() {});
  }

  Page<AccuracyWindow> windows(String machine, int limit, @Nullable String cursor) {
    return rest.get(
        Query.path(ACCURACY, machine, "windows").with("limit", limit).with("cursor", cursor),
        new TypeReference<>() {});
  }

  AccuracyControl put(String machine, PutAccuracy plan) {
    return rest.send("PUT", Query.path(ACCURACY, machine), plan, new TypeReference<>() {});
  }

  AccuracyControl check(String machine, CheckAccuracy check) {
    return rest.send(
        "POST", Query.path(ACCURACY, machine, "check"), check, new TypeReference<>() {});
  }

  void remove(String machine) {
    rest.delete(Query.path(ACCURACY, machine));
  }
}
