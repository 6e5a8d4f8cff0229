package io.tacet.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On plain files, which take each write as the kernel would and remember the last. */
class CgroupControllersTest {

  private static final long WORKER = 4711;
  private static final String UNTOUCHED = "pids";

  @TempDir Path parent;

  @BeforeEach
  void delegated() throws IOException {
    write("cgroup.controllers", "cpu io memory pids\n");
    write("cgroup.subtree_control", UNTOUCHED);
    write("cgroup.procs", WORKER + "\n");
  }

  @Test
  void a_worker_alone_in_its_cgroup_steps_into_a_child_and_has_the_rest_counted() throws Exception {
    // given
    write("cgroup.controllers", "memory pids\n");

    // when
    new CgroupControllers(parent, WORKER).enable();

    // then
    assertThat(parent.resolve("tacet-worker/cgroup.procs")).hasContent("" + WORKER);
    assertThat(parent.resolve("cgroup.subtree_control")).hasContent("+memory");
  }

  @Test
  void a_worker_that_shares_its_cgroup_stays_where_it_is() throws Exception {
    // given
    write("cgroup.procs", "1\n" + WORKER + "\n");

    // when
    new CgroupControllers(parent, WORKER).enable();

    // then
    assertThat(parent.resolve("tacet-worker")).doesNotExist();
  }

  @Test
  void what_is_enabled_already_is_left_alone() throws Exception {
    // given
    write("cgroup.subtree_control", "io memory\n");

    // when
    new CgroupControllers(parent, WORKER).enable();

    // then
    assertThat(parent.resolve("tacet-worker")).doesNotExist();
    assertThat(parent.resolve("cgroup.subtree_control")).hasContent("io memory");
  }

  @Test
  void where_nothing_is_delegated_nothing_is_touched() throws Exception {
    // given
    write("cgroup.controllers", "cpu pids\n");

    // when
    new CgroupControllers(parent, WORKER).enable();

    // then
    assertThat(parent.resolve("cgroup.subtree_control")).hasContent(UNTOUCHED);
    assertThat(parent.resolve("tacet-worker")).doesNotExist();
  }

  @Test
  void files_that_are_not_there_are_no_failure() throws Exception {
    // given
    Files.delete(parent.resolve("cgroup.controllers"));

    // when
    new CgroupControllers(parent, WORKER).enable();

    // then
    assertThat(parent.resolve("cgroup.subtree_control")).hasContent(UNTOUCHED);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(parent.resolve(file), text);
  }
}
