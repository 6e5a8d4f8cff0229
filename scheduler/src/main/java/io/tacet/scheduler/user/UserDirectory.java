package io.tacet.scheduler.user;

import io.tacet.scheduler.directory.Directory;
import io.tacet.schema.DirectoryUser;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** Says in the directory what a user is now, in the transaction that has locked the row. */
@ApplicationScoped
class UserDirectory {

  private final TokenRepository tokens;
  private final Directory directory;
  private final InstantSource clock;

  UserDirectory(TokenRepository tokens, Directory directory, InstantSource clock) {
    this.tokens = tokens;
    this.directory = directory;
    this.clock = clock;
  }

  void publish(UserEntity user) {
    directory.user(
        DirectoryUser.newBuilder()
            .setId(user.id)
            .setName(user.name)
            .setMail(user.mail)
            .setRole(io.tacet.schema.Role.valueOf(user.role.name()))
            .setProjects(List.copyOf(user.projects))
            .setTokenHashes(tokens.hashesOf(user.id, clock.instant()))
            .setActive(user.active)
            .build());
  }
}
