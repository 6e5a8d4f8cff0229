package io.tacet.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.rest.Page;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PagingTest {

  @Test
  void theNextPageBeginsAfterTheLastItemOfThisOne() {
    // given
    Paging first = Paging.of(null, "2", 50, new FieldErrors());

    // when
    Page<String> page = first.page(List.of("a", "b", "c"), Function.identity(), row -> row + row);
    FieldErrors errors = new FieldErrors();
    Paging second = Paging.of(Objects.requireNonNull(page.nextCursor()), "2", 50, errors);

    // then
    assertThat(first.rows()).isEqualTo(3);
    assertThat(page.items()).containsExactly("aa", "bb");
    assertThat(errors.all()).isEmpty();
    assertThat(second.after()).isEqualTo("b");
    assertThat(second.page(List.of("c"), Function.identity(), row -> row).nextCursor()).isNull();
  }

  @Test
  void aCursorNobodyGaveOutIsWrong() {
    // given
    FieldErrors errors = new FieldErrors();

    // when
    Paging.of("%", null, 50, errors);

    // then
    assertThat(errors.all()).extracting("field").containsExactly("cursor");
  }
}
