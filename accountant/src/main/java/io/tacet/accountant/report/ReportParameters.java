package io.tacet.accountant.report;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a report, as they were sent. For one request. */
public class ReportParameters {

  /** First day of the first period. */
  @QueryParam("from")
  public @Nullable String from;

  /** Its last day. */
  @QueryParam("to")
  public @Nullable String to;

  /** First day of the second period. */
  @QueryParam("from2")
  public @Nullable String from2;

  /** Its last day. */
  @QueryParam("to2")
  public @Nullable String to2;

  /** Time zone of the days. */
  @QueryParam("zone")
  public @Nullable String zone;

  /** A named set of machines. */
  @QueryParam("cluster")
  public @Nullable String cluster;

  /** Projects. */
  @QueryParam("project")
  public @Nullable List<String> project;

  /** Users. */
  @QueryParam("user")
  public @Nullable List<String> user;

  /** Pi, project or user. */
  @QueryParam("by")
  public @Nullable String by;

  /** Json, csv, text or html. */
  @QueryParam("format")
  public @Nullable String format;

  /** End or split. */
  @QueryParam("credit")
  public @Nullable String credit;

  /** True or false. */
  @QueryParam("legacy")
  public @Nullable String legacy;

  /** True or false. */
  @QueryParam("classes")
  public @Nullable String classes;

  /** A day or a moment. */
  @QueryParam("asKnownOn")
  public @Nullable String asKnownOn;
}
