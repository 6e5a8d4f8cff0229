package io.tacet.cli.api;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.contract.rest.TestMail;
import io.tacet.contract.rest.TestMailReport;
import org.jspecify.annotations.Nullable;

/** The notifier's REST interface. Safe for use by several threads. */
public final class NotifierApi {

  private final RestClient rest;

  /** Asks by this client. */
  public NotifierApi(RestClient rest) {
    this.rest = rest;
  }

  /** Sends a mail now; null: to the caller. */
  public TestMailReport test(@Nullable String address) {
    return rest.send(
        "POST", Query.path("test-mails"), new TestMail(address), new TypeReference<>() {});
  }
}
