package io.tacet.accountant.running;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.Role;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random attempts, some of them sent again: totals against sums made here. */
class TotalsIT {

  private static final String OPERATOR = "tacet_operator";
  private static final LocalDate FIRST = LocalDate.of(2026, 10, 20);
  private static final int DAYS = 40;
  private static final BigDecimal MICROS_PER_HOUR = new BigDecimal("3600000000");

  private static Surroundings surroundings;
  private static RunningService accountant;

  @BeforeAll
  static void start() throws Exception {
    surroundings = new Surroundings();
    String directory = surroundings.topics().directory();
    surroundings.send(directory, "USER:op", Events.user("op", Role.OPERATOR, OPERATOR));
    for (int machine = 0; machine < 3; machine++) {
      surroundings.send(directory, "MACHINE:m" + machine, Events.machine("m" + machine));
    }
    accountant = surroundings.accountant(Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    accountant.close();
    surroundings.close();
  }

  @Test
  void totalsByUserAndByProjectAgreeToTheLastDigit() throws Exception {
    // given
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Map<String, NavigableMap<LocalDate, BigDecimal>> rates = randomRates(random);
    List<JobStatus> attempts = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      attempts.add(randomAttempt(random, i));
    }
    // when
    for (JobStatus attempt : attempts) {
      int times = 1 + random.nextInt(2);
      for (int i = 0; i < times; i++) {
        surroundings.send(surroundings.topics().jobStatus(), attempt.getJobId(), attempt);
      }
    }
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () ->
                assertThat(surroundings.count("SELECT count(*) FROM usage_record")).isEqualTo(400));
    // then
    LocalDate from = FIRST.plusDays(3);
    LocalDate to = FIRST.plusDays(DAYS - 5);
    List<JobStatus> within =
        attempts.stream().filter(one -> !day(one).isBefore(from) && !day(one).isAfter(to)).toList();
    Map<String, BigDecimal> byUser = rated(within, rates, JobStatus::getSubmitter);
    Map<String, BigDecimal> byProject = rated(within, rates, JobStatus::getProject);
    assertThat(shown("user", from, to)).isEqualTo(serviceUnits(byUser));
    assertThat(shown("project", from, to)).isEqualTo(serviceUnits(byProject));
    assertThat(ratedInRollup("user_id", from, to))
        .isEqualByComparingTo(ratedInRollup("project", from, to))
        .isEqualByComparingTo(sum(byUser))
        .isEqualByComparingTo(sum(byProject));
  }

  private static Map<String, NavigableMap<LocalDate, BigDecimal>> randomRates(Random random)
      throws Exception {
    Map<String, NavigableMap<LocalDate, BigDecimal>> rates = new TreeMap<>();
    for (String machine : List.of("m0", "m1", "m2")) {
      TreeMap<LocalDate, BigDecimal> dated = new TreeMap<>();
      dated.put(LocalDate.MIN, BigDecimal.ONE);
      for (int i = 0; i < 3; i++) {
        LocalDate from = FIRST.plusDays(random.nextInt(DAYS));
        BigDecimal rate = BigDecimal.valueOf(1 + random.nextInt(9_999_999), 6);
        int status =
            accountant
                .call(
                    "PUT",
                    "/api/v1/machines/" + machine + "/charge-rates/" + from,
                    OPERATOR,
                    "{\"rate\": " + rate.toPlainString() + "}")
                .statusCode();
        assertThat(status).isEqualTo(200);
        dated.put(from, rate);
      }
      rates.put(machine, dated);
    }
    return rates;
  }

  private static JobStatus randomAttempt(Random random, int number) {
    String at =
        FIRST.plusDays(random.nextInt(DAYS))
            + "T%02d:%02d:59.999999Z".formatted(random.nextInt(24), random.nextInt(60));
    long micros = random.nextLong(1L << (1 + random.nextInt(45)));
    return Events.outcome("job-" + number, JobState.FINISHED, at, micros)
        .setMachine("m" + random.nextInt(3))
        .setProject("p" + random.nextInt(7))
        .setSubmitter("u" + random.nextInt(11))
        .build();
  }

  private static Map<String, BigDecimal> rated(
      List<JobStatus> attempts,
      Map<String, NavigableMap<LocalDate, BigDecimal>> rates,
      Function<JobStatus, String> key) {
    Map<String, BigDecimal> rated = new TreeMap<>();
    for (JobStatus one : attempts) {
      BigDecimal rate = requireNonNull(rates.get(one.getMachine())).floorEntry(day(one)).getValue();
      long micros = one.getCpuTime().getUserMicros() + one.getCpuTime().getSystemMicros();
      rated.merge(key.apply(one), rate.multiply(BigDecimal.valueOf(micros)), BigDecimal::add);
    }
    return rated;
  }

  private static Map<String, BigDecimal> serviceUnits(Map<String, BigDecimal> rated) {
    Map<String, BigDecimal> units = new TreeMap<>();
    rated.forEach(
        (key, value) ->
            units.put(
                key, value.divide(MICROS_PER_HOUR, 9, RoundingMode.HALF_UP).stripTrailingZeros()));
    return units;
  }

  private static Map<String, BigDecimal> shown(String by, LocalDate from, LocalDate to)
      throws Exception {
    String path = "/api/v1/usage/totals?by=" + by + "&from=" + from + "&to=" + to;
    JsonNode totals =
        new ObjectMapper()
            .reader()
            .with(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .readTree(accountant.call("GET", path, OPERATOR, null).body());
    Map<String, BigDecimal> shown = new TreeMap<>();
    for (JsonNode total : totals) {
      shown.put(
          total.get("key").asText(), total.get("serviceUnits").decimalValue().stripTrailingZeros());
    }
    return shown;
  }

  /** What the service divides at last: sum over the keys of the exact sums it made. */
  private static BigDecimal ratedInRollup(String column, LocalDate from, LocalDate to)
      throws Exception {
    return new BigDecimal(
        surroundings.text(
            "SELECT sum(rated) FROM (SELECT "
                + column
                + ", sum(cpu_micros * coalesce((SELECT rate FROM charge_rate r WHERE r.machine ="
                + " d.machine AND r.from_day <= d.day AND r.known_to IS NULL ORDER BY r.from_day DESC LIMIT 1), 1)) AS"
                + " rated FROM usage_day d WHERE day BETWEEN ?::date AND ?::date GROUP BY "
                + column
                + ") AS sums",
            from.toString(),
            to.toString()));
  }

  private static BigDecimal sum(Map<String, BigDecimal> values) {
    return values.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static LocalDate day(JobStatus attempt) {
    return LocalDate.ofInstant(attempt.getOccurredAt(), java.time.ZoneOffset.UTC);
  }
}
