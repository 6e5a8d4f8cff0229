package io.tacet.scheduler.intake;

import io.tacet.scheduler.share.FairShare;
import io.tacet.schema.ProjectShare;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps the projects' weights. */
@ApplicationScoped
class ShareHandler {

  private final FairShare share;

  ShareHandler(FairShare share) {
    this.share = share;
  }

  void handle(ConsumerRecord<byte[], byte[]> record, ProjectShare said) {
    share.weigh(said.getProject(), said.getWeight());
  }
}
