package io.tacet.scheduler.user;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.contract.auth.ApiToken;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Api.Answer;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.schema.DirectoryEntry;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of users, from their making to their end. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class TokenTest {

  @Inject Sql sql;
  @Inject Kafka kafka;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void aTokenIsShownOnceAndOnlyItsHashIsKept() {
    // given
    Api ann = api.submitter("tok-ann");

    // when
    Answer made = ann.post("/api/v1/users/tok-ann/tokens", "{\"name\": \"robot\"}");
    String token = made.json().path("token").asText();

    // then
    assertThat(made.status()).isEqualTo(201);
    assertThat(token).matches("tacet_[A-Za-z0-9_-]{43}");
    assertThat(new Api(token).get("/api/v1/users/tok-ann").status()).isEqualTo(200);
    Answer list = ann.get("/api/v1/users/tok-ann/tokens");
    assertThat(list.body()).doesNotContain(token).doesNotContain(ApiToken.hash(token));
    assertThat(list.json().path("items")).hasSize(2);
    JsonNode robot = list.json().at("/items/1");
    assertThat(robot.path("name").asText()).isEqualTo("robot");
    assertThat(robot.path("lastUsedAt").asText()).isNotEmpty();
    assertThat(hashes("tok-ann")).hasSize(2).contains(ApiToken.hash(token));
    assertThat(
            sql.query(
                "SELECT t::text AS row FROM tokens t WHERE user_id = 'tok-ann'",
                row -> row.text("row")))
        .noneMatch(row -> row.contains(token));
  }

  @Test
  void aRevokedTokenLetsNobodyInAndLeavesTheDirectory() {
    // given
    Api bea = api.submitter("tok-bea");
    JsonNode made = bea.post("/api/v1/users/tok-bea/tokens", "{}").json();
    Api other = new Api(made.path("token").asText());

    // when
    Answer revoked =
        bea.send(
            "DELETE",
            "/api/v1/users/tok-bea/tokens/" + made.path("id").asText(),
            null,
            (String) null);

    // then
    assertThat(revoked.status()).isEqualTo(204);
    assertThat(other.get("/api/v1/users/tok-bea").status()).isEqualTo(401);
    assertThat(bea.get("/api/v1/users/tok-bea").status()).isEqualTo(200);
    await()
        .untilAsserted(
            () ->
                assertThat(directory("tok-bea"))
                    .doesNotContain(ApiToken.hash(made.path("token").asText()))
                    .hasSize(1));
  }

  @Test
  void anExpiredTokenLetsNobodyInAndLeavesTheDirectory() {
    // given
    Api cat = api.submitter("tok-cat");
    JsonNode made =
        cat.post(
                "/api/v1/users/tok-cat/tokens",
                "{\"expiresAt\": \"" + Instant.now().plusSeconds(3600) + "\"}")
            .json();
    Api other = new Api(made.path("token").asText());
    int before = other.get("/api/v1/users/tok-cat").status();

    // when
    sql.update(
        "UPDATE tokens SET expires_at = now() - interval '1 s' WHERE id = ?",
        made.path("id").asText());

    // then
    assertThat(before).isEqualTo(200);
    Answer refused = other.get("/api/v1/users/tok-cat");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().path("detail").asText()).contains("has expired");
    await().untilAsserted(() -> assertThat(directory("tok-cat")).hasSize(1));
    assertThat(cat.get("/api/v1/users/tok-cat/tokens").json().at("/items/1/expired").asBoolean())
        .isTrue();
  }

  @Test
  void aRotationLeavesTheOldOneAsLongAsIsAskedFor() {
    // given
    Api dan = api.submitter("tok-dan");
    JsonNode one = dan.post("/api/v1/users/tok-dan/tokens", "{\"name\": \"robot\"}").json();

    // when
    JsonNode two =
        rotate(dan, one, "{\"oldValidUntil\": \"" + Instant.now().plusSeconds(3600) + "\"}");
    JsonNode three = rotate(dan, two, "{}");

    // then
    assertThat(two.path("name").asText()).isEqualTo("robot");
    assertThat(status(one)).isEqualTo(200);
    assertThat(status(two)).isEqualTo(401);
    assertThat(status(three)).isEqualTo(200);
  }

  @Test
  void nobodyButAnAdministratorTouchesSomebodyElsesTokens() {
    // given
    Api eva = api.submitter("tok-eva");
    api.submitter("tok-fay");

    // then
    assertThat(eva.get("/api/v1/users/tok-fay/tokens").status()).isEqualTo(403);
    assertThat(eva.post("/api/v1/users/tok-fay/tokens", "{}").status()).isEqualTo(403);
    assertThat(api.post("/api/v1/users/tok-fay/tokens", "{}").status()).isEqualTo(201);
    assertThat(api.post("/api/v1/users/tok-nobody/tokens", "{}").status()).isEqualTo(404);
    assertThat(
            api.post(
                    "/api/v1/users/tok-fay/tokens",
                    "{\"name\": \" \", \"expiresAt\": \"2020-01-01T00:00:00Z\"}")
                .fields())
        .containsExactly("name", "expiresAt");
  }

  private JsonNode rotate(Api user, JsonNode token, String body) {
    return user.post("/api/v1/users/tok-dan/tokens/" + token.path("id").asText() + "/rotate", body)
        .json();
  }

  private static int status(JsonNode token) {
    return new Api(token.path("token").asText()).get("/api/v1/users/tok-dan").status();
  }

  private List<String> hashes(String user) {
    return sql.query("SELECT hash FROM tokens WHERE user_id = ?", row -> row.text("hash"), user);
  }

  private List<String> directory(String user) {
    List<DirectoryEntry> entries =
        kafka.events(kafka.topics().directory(), "USER:" + user, DirectoryEntry.class);
    return entries.get(entries.size() - 1).getUser().getTokenHashes();
  }
}
