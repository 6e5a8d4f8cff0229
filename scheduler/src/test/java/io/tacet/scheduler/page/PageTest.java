package io.tacet.scheduler.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Api.Answer;
import io.tacet.scheduler.running.Surroundings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every list and every single thing has in common. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class PageTest {

  private static final Pattern NEXT = Pattern.compile("<(/[^>]*)>; rel=\"next\"");

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void aPageLinksToTheNextWithAllThatWasAskedFor() {
    // given
    for (int i = 0; i < 3; i++) {
      api.put("/api/v1/projects/page-" + i, "{}");
    }

    // when
    Answer first = api.get("/api/v1/projects?limit=1&of=a%26b");
    Matcher link = NEXT.matcher(first.header("Link"));

    // then
    assertThat(link.matches()).as(first.header("Link")).isTrue();
    assertThat(link.group(1)).contains("limit=1").contains("of=a%26b");
    Answer second = api.get(link.group(1));
    assertThat(second.json().at("/items/0/id").asText())
        .isGreaterThan(first.json().at("/items/0/id").asText());
    assertThat(api.get("/api/v1/projects?limit=500").header("Link")).isEmpty();
  }

  @Test
  void whoHasItAlreadyIsToldSoUntilItChanges() {
    // given
    api.put("/api/v1/projects/tagged", "{\"description\": \"one\"}");
    String tag = api.get("/api/v1/projects/tagged").header("ETag");

    // when
    Answer again = api.with("If-None-Match", "\"other\", W/" + tag).get("/api/v1/projects/tagged");
    api.put("/api/v1/projects/tagged", "{\"description\": \"two\"}");
    Answer changed = api.with("If-None-Match", tag).get("/api/v1/projects/tagged");

    // then
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("ETag")).isEqualTo(tag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isNotEqualTo(tag);
  }

  @Test
  void aChangeOfWhatHasChangedMeanwhileIsRefused() {
    // given
    api.put("/api/v1/projects/matched", "{\"description\": \"one\"}");
    String tag = api.get("/api/v1/projects/matched").header("ETag");

    // when
    Answer mine =
        api.with("If-Match", tag).put("/api/v1/projects/matched", "{\"description\": \"two\"}");
    Answer late =
        api.with("If-Match", tag).put("/api/v1/projects/matched", "{\"description\": \"three\"}");
    Answer absent = api.with("If-Match", "*").put("/api/v1/projects/matched-not", "{}");

    // then
    assertThat(mine.status()).isEqualTo(200);
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.type()).startsWith("application/problem+json");
    assertThat(absent.status()).isEqualTo(412);
    assertThat(api.get("/api/v1/projects/matched").json().path("description").asText())
        .isEqualTo("two");
  }
}
