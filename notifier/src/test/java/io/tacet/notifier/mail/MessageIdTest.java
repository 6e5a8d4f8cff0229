package io.tacet.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MessageIdTest {

  @Test
  void theSameMailHasTheSameIdAndAnotherRecipientAnother() {
    // when
    String id = MessageId.of(draft("job-end", "0J5R", "ada"), "tacet.example.org");
    String again = MessageId.of(draft("job-end", "0J5R", "ada"), "tacet.example.org");
    String other = MessageId.of(draft("job-end", "0J5R", "bob"), "tacet.example.org");
    // then
    assertThat(id).matches("<job-end\\.0J5R\\.[0-9a-f]{16}@tacet\\.example\\.org>");
    assertThat(again).isEqualTo(id);
    assertThat(other).isNotEqualTo(id);
  }

  @Test
  void charactersThatMayNotBeInAnIdAreReplaced() {
    // when
    String id = MessageId.of(draft("a b>\r\nBcc: x", "ü", "ada"), "h");
    // then
    assertThat(id).matches("<[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[0-9a-f]{16}@h>");
  }

  private static MailDraft draft(String kind, String about, String recipient) {
    return new MailDraft(
        kind, about, recipient, new MailDraft.Content("", "", "", null), null, true, Instant.EPOCH);
  }
}
