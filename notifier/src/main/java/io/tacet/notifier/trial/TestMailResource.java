package io.tacet.notifier.trial;

import io.tacet.contract.auth.ApiToken;
import io.tacet.contract.rest.TestMail;
import io.tacet.contract.rest.TestMailReport;
import io.tacet.intake.database.Transactions;
import io.tacet.notifier.content.NoticeContent;
import io.tacet.notifier.directory.Directory;
import io.tacet.notifier.mail.TrialMail;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Sends a mail at once and tells what the mail server said to it. */
@Path("/api/v1/test-mails")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TestMailResource {

  private static final String SCHEME = "bearer ";
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,255}");

  private final Transactions transactions;
  private final Directory directory;
  private final TrialMail trial;

  TestMailResource(Transactions transactions, Directory directory, TrialMail trial) {
    this.transactions = transactions;
    this.directory = directory;
    this.trial = trial;
  }

  /** Sends one: to the caller, or, for operators, to anybody. */
  @POST
  @Operation(summary = "Send a mail now and say what the mail server answered")
  @RequestBody(
      content = @Content(examples = @ExampleObject(value = "{\"address\": \"ada@example.org\"}")))
  public TestMailReport send(
      @HeaderParam("Authorization") @Nullable String authorization, @Nullable TestMail mail)
      throws SQLException {
    Directory.Caller caller = caller(authorization);
    String address = mail == null || mail.address() == null ? caller.mail() : mail.address();
    FieldErrors errors = new FieldErrors();
    errors.require(ADDRESS.matcher(address).matches(), "address", "must be like ada@example.org");
    errors.throwIfAny();
    if (!address.equals(caller.mail()) && !caller.operator()) {
      throw ProblemException.forbidden("Without the role OPERATOR only to your own address");
    }
    return trial.send(
        address,
        NoticeContent.of(
            "Tacet can send you mail",
            "Somebody asked for this mail, to see whether mail arrives. There is nothing to do."));
  }

  private Directory.Caller caller(@Nullable String authorization) throws SQLException {
    if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw ProblemException.unauthorized("Send Authorization: Bearer with a valid token");
    }
    String hash = ApiToken.hash(authorization.substring(SCHEME.length()).strip());
    return transactions.run(
        connection -> {
          Optional<Directory.Caller> known = directory.byTokenHash(connection, hash);
          if (known.isEmpty() && !directory.isRead(connection)) {
            throw ProblemException.unavailable("The users are still being read; try again");
          }
          return known.orElseThrow(
              () ->
                  ProblemException.unauthorized("This token is not valid, or its user not active"));
        });
  }
}
