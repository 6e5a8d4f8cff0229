package io.tacet.cli.acl;

import io.tacet.cli.api.RestClient;
import io.tacet.cli.api.SchedulerApi;
import io.tacet.cli.api.ServiceAddress;
import io.tacet.cli.connection.Connection;
import io.tacet.cli.connection.ConnectionOptions;
import io.tacet.cli.context.Context;
import io.tacet.contract.rest.Machine;
import java.util.List;

/** The machines the scheduler knows. */
final class Registered {

  private Registered() {}

  static List<String> ids(ConnectionOptions options, Context context) {
    Connection found = options.connection(context.environment(), context.state());
    ServiceAddress address =
        new ServiceAddress(
            "scheduler", found.scheduler(), found.origin(), ConnectionOptions.SERVER_VARIABLE);
    return new SchedulerApi(new RestClient(address, found.token(), found.ca()))
        .machines().stream().map(Machine::id).toList();
  }
}
