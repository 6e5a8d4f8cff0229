package io.tacet.accountant.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.contract.signature.EventCheck;
import io.tacet.contract.signature.KeyList;
import io.tacet.contract.signature.KnownKey;
import io.tacet.contract.signature.Signer;
import io.tacet.contract.signature.SigningKey;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.Notice;
import io.tacet.schema.ProjectShare;
import io.tacet.schema.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What two accountants on one database say by themselves: each report and each weight once, when
 * both are killed and one comes back, too. The months are those before the one in which this test
 * runs.
 */
class ByItselfIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String OPERATOR = "tacet_operator";

  private static Surroundings surroundings;
  private static Path key;
  private static final List<RunningService> ACCOUNTANTS = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    surroundings = new Surroundings();
    key = surroundings.directory().resolve("accountant.key");
    SigningKey unused = SigningKey.create(key);
    String directory = surroundings.topics().directory();
    surroundings.send(directory, "USER:op", Events.user("op", Role.OPERATOR, OPERATOR));
    surroundings.migrate();
    try (java.sql.Connection connection = surroundings.connect();
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO pi (pi, from_day, known_from, alias, exempt) VALUES
            ('ada', '1970-01-01', '2020-01-01Z', 'Ada', false),
            ('bob', '1970-01-01', '2020-01-01Z', 'Bob', true);
          INSERT INTO monthly_report SELECT date_trunc('month', now() - interval '6 months')::date,
            now(), 'UTC', 0;
          """);
    }
    Thread other = new Thread(ByItselfIT::accountant);
    other.start();
    accountant();
    other.join();
  }

  @AfterAll
  static void stop() throws Exception {
    ACCOUNTANTS.forEach(RunningService::close);
    surroundings.close();
  }

  @Test
  void eachMonthAndEachWeightIsSaidOnce() throws Exception {
    // then: of the months missed the last three, for two PIs
    await().atMost(LIMIT).untilAsserted(() -> assertThat(reports()).hasSize(6));
    // when: 12 processors at 1.9 make 2280 points
    put(
        "contributions/blades/2020-01-01",
        "{\"processors\":12,\"rate\":1.9,\"shares\":{\"ada\":1}}");
    put("assignments/projects/engine/2020-01-01", "{\"pi\":\"ada\"}");
    // then
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(weights()).containsEntry("engine", "23.8"));
    // when
    put("assignments/projects/notes/2020-01-01", "{\"pi\":\"ada\"}");
    // then
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(weights())
                    .containsEntry("notes", "12.4")
                    .containsEntry("engine", "12.4"));
    // when: both die, and one comes back
    ACCOUNTANTS.forEach(RunningService::kill);
    RunningService back = accountant();
    await().atMost(LIMIT).until(() -> back.metric("tacet_chores_looks_total") >= 6);
    // then
    assertThat(reports()).hasSize(6).doesNotHaveDuplicates();
    List<ProjectShare> shares = shares();
    assertThat(shares).extracting(ProjectShare::getEventId).doesNotHaveDuplicates();
    assertThat(shares).hasSize(3);
    // when
    HttpResponse<String> gone =
        back.call("DELETE", "/api/v1/contributions/blades/2020-01-01", OPERATOR, null);
    // then
    assertThat(gone.statusCode()).isEqualTo(204);
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(weights()).isEqualTo(Map.of("engine", "1", "notes", "1")));
    JsonNode kept =
        new ObjectMapper().readTree(back.call("GET", "/api/v1/shares", OPERATOR, null).body());
    assertThat(kept).hasSize(2);
    assertThat(kept.get(0).get("weight").decimalValue()).isEqualByComparingTo("1");
    JsonNode months =
        new ObjectMapper()
            .readTree(back.call("GET", "/api/v1/report/months", OPERATOR, null).body());
    assertThat(months).hasSize(4);
    assertThat(months.get(0).get("notices").asInt()).isEqualTo(2);
  }

  private static synchronized void add(RunningService accountant) {
    ACCOUNTANTS.add(accountant);
  }

  private static RunningService accountant() {
    RunningService accountant =
        surroundings.accountant(
            Map.of(
                "TACET_ACCOUNTANT_MONTHLY_EVERY",
                "PT1S",
                "TACET_ACCOUNTANT_SHARE_EVERY",
                "PT1S",
                "TACET_SIGNATURE_KEY_FILE",
                key.toString()));
    add(accountant);
    return accountant;
  }

  private static void put(String path, String body) throws Exception {
    HttpResponse<String> answer = ACCOUNTANTS.get(0).call("PUT", "/api/v1/" + path, OPERATOR, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static List<String> reports() throws Exception {
    EventCheck strict = new EventCheck(surroundings.topics(), true);
    KeyList keys =
        new KeyList(
            List.of(
                new KnownKey(
                    Signer.ACCOUNTANT, SigningKey.read(key).publicHalf(), Instant.EPOCH, null)));
    return TopicReader.all(
            surroundings,
            surroundings.topics().notices(),
            Notice.class,
            (record, notice) -> strict.check(record, notice, keys))
        .stream()
        .map(notice -> notice.getEventId() + notice.getRecipient() + notice.getSubject())
        .toList();
  }

  private static List<ProjectShare> shares() throws Exception {
    return TopicReader.all(surroundings, surroundings.topics().shares(), ProjectShare.class);
  }

  private static Map<String, String> weights() throws Exception {
    Map<String, String> weights = new TreeMap<>();
    for (ProjectShare share : shares()) {
      weights.put(share.getProject(), share.getWeight().stripTrailingZeros().toPlainString());
    }
    return weights;
  }
}
