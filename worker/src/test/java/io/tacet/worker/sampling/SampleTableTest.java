package io.tacet.worker.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.worker.sensor.Sensor;
import org.junit.jupiter.api.Test;

class SampleTableTest {

  @Test
  void rows_stand_one_after_the_other_and_begin_as_gaps() {
    // given
    SampleTable table = new SampleTable(2, 3);

    // when
    int first = table.append(100);
    table.values()[first + 1] = 7;
    int second = table.append(200);

    // then
    assertThat(first).isZero();
    assertThat(second).isEqualTo(3);
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.nanosAt(0)).isEqualTo(100);
    assertThat(table.nanosAt(1)).isEqualTo(200);
    assertThat(table.valueAt(0, 0)).isEqualTo(Sensor.MISSING);
    assertThat(table.valueAt(0, 1)).isEqualTo(7);
    assertThat(table.valueAt(1, 1)).isEqualTo(Sensor.MISSING);
  }

  @Test
  void it_is_full_at_its_capacity_and_takes_no_row_more() {
    // given
    SampleTable table = new SampleTable(2, 1);
    table.append(1);
    assertThat(table.full()).isFalse();

    // when
    table.append(2);

    // then
    assertThat(table.full()).isTrue();
    assertThatThrownBy(() -> table.append(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void a_row_taken_back_leaves_nothing_in_the_next() {
    // given
    SampleTable table = new SampleTable(2, 1);
    table.append(1);
    table.values()[table.append(2)] = 42;

    // when
    table.removeLast();
    int offset = table.append(3);

    // then
    assertThat(offset).isEqualTo(1);
    assertThat(table.valueAt(1, 0)).isEqualTo(Sensor.MISSING);
    assertThat(table.nanosAt(1)).isEqualTo(3);
  }

  @Test
  void cleared_it_is_as_new() {
    // given
    SampleTable table = new SampleTable(1, 1);
    table.values()[table.append(1)] = 42;

    // when
    table.clear();

    // then
    assertThat(table.rows()).isZero();
    assertThat(table.full()).isFalse();
    assertThat(table.append(2)).isZero();
    assertThat(table.valueAt(0, 0)).isEqualTo(Sensor.MISSING);
  }

  @Test
  void a_machine_without_columns_still_has_times() {
    // given
    SampleTable table = new SampleTable(1, 0);

    // when
    table.append(5);

    // then
    assertThat(table.nanosAt(0)).isEqualTo(5);
    assertThat(table.full()).isTrue();
  }

  @Test
  void more_cells_than_an_array_has_are_refused_and_not_wrapped_around() {
    assertThatThrownBy(() -> new SampleTable(100_000, 30_000))
        .isInstanceOf(ArithmeticException.class);
  }
}
