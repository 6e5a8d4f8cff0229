package io.tacet.notifier.preference;

import io.tacet.intake.database.Transactions;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/**
 * Where a user chooses what to get, by a signed link and without logging in. GET only shows,
 * because programs that look for malware follow links; POST acts: the page's form, or a mail
 * program's {@code List-Unsubscribe=One-Click} (RFC 8058), which comes without cookies and as
 * either kind of form.
 */
@Path("/mail/preferences")
@Produces(MediaType.TEXT_HTML)
public class PreferencePage {

  private static final String ONE_CLICK = "One-Click";
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  private final PreferenceLinks links;
  private final Preferences preferences;
  private final Transactions transactions;
  private final InstantSource clock;

  PreferencePage(
      PreferenceLinks links,
      Preferences preferences,
      Transactions transactions,
      InstantSource clock) {
    this.links = links;
    this.preferences = preferences;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Shows what is chosen; changes nothing. */
  @GET
  @Operation(summary = "The page where a user chooses which mails to get")
  public Response show(@QueryParam("t") @DefaultValue("") String token) throws SQLException {
    Optional<String> user = links.user(token);
    if (user.isEmpty()) {
      return invalid();
    }
    Choice choice = transactions.run(connection -> preferences.of(connection, user.get()));
    return page(200, new PreferenceView(user.get(), token, choice, ""));
  }

  /** Sets what is chosen. */
  @POST
  @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
  @Operation(summary = "Sets which mails a user gets: choice, or List-Unsubscribe=One-Click")
  public Response set(
      @QueryParam("t") @DefaultValue("") String token,
      @RestForm("choice") @Nullable String word,
      @RestForm("List-Unsubscribe") @Nullable String oneClick)
      throws SQLException {
    Optional<String> user = links.user(token);
    if (user.isEmpty()) {
      return invalid();
    }
    Optional<Choice> choice =
        ONE_CLICK.equals(oneClick) ? Optional.of(Choice.NONE) : Choice.of(word == null ? "" : word);
    if (choice.isEmpty()) {
      return page(400, new PreferenceView(user.get(), token, null, "Choose one of these."));
    }
    transactions.run(
        connection -> {
          preferences.set(connection, user.get(), choice.get(), clock.instant());
          return true;
        });
    return page(200, new PreferenceView(user.get(), token, choice.get(), "This is set now."));
  }

  private static Response invalid() {
    return page(
        403,
        new PreferenceView(
            "", "", null, "This link is not valid. Take the one at the end of a newer mail."));
  }

  private static Response page(int status, PreferenceView view) {
    return Response.status(status)
        .entity(PageTemplates.preferences(view).render())
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }
}
