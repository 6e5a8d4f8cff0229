package io.tacet.cli.schedule;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.api.Query;
import io.tacet.cli.api.RestClient;
import io.tacet.cli.api.Tagged;
import io.tacet.contract.rest.NextFirings;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Schedule;
import io.tacet.contract.rest.Schedule.Firing;
import io.tacet.contract.rest.SubmitSchedule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scheduler's REST interface for schedules. Safe for use by several threads. */
final class ScheduleApi {

  private static final String SCHEDULES = "schedules";
  private static final Map<String, Object> NOTHING = Map.of();

  private final RestClient rest;

  ScheduleApi(RestClient rest) {
    this.rest = rest;
  }

  Schedule submit(SubmitSchedule schedule) {
    return rest.send("POST", Query.path(SCHEDULES), schedule, new TypeReference<>() {});
  }

  Page<Schedule> list(int limit, @Nullable String cursor) {
    return rest.get(
        Query.path(SCHEDULES).with("limit", limit).with("cursor", cursor),
        new TypeReference<>() {});
  }

  Schedule show(String id) {
    return rest.get(Query.path(SCHEDULES, id), new TypeReference<>() {});
  }

  Tagged<Schedule> tagged(String id) {
    return rest.tagged(Query.path(SCHEDULES, id), new TypeReference<>() {});
  }

  Schedule change(Tagged<Schedule> read, SubmitSchedule schedule) {
    return rest.change(
        Query.path(SCHEDULES, read.value().id()), schedule, read.tag(), new TypeReference<>() {});
  }

  NextFirings next(String id, int count) {
    return rest.get(
        Query.path(SCHEDULES, id, "next").with("count", count), new TypeReference<>() {});
  }

  Page<Firing> firings(String id, int limit, @Nullable String cursor) {
    return rest.get(
        Query.path(SCHEDULES, id, "firings").with("limit", limit).with("cursor", cursor),
        new TypeReference<>() {});
  }

  Schedule pause(String id) {
    return rest.send("POST", Query.path(SCHEDULES, id, "pause"), NOTHING, new TypeReference<>() {});
  }

  Schedule resume(String id) {
    return rest.send(
        "POST", Query.path(SCHEDULES, id, "resume"), NOTHING, new TypeReference<>() {});
  }

  Firing run(String id) {
    return rest.send("POST", Query.path(SCHEDULES, id, "run"), NOTHING, new TypeReference<>() {});
  }

  void delete(String id) {
    rest.delete(Query.path(SCHEDULES, id));
  }
}
