package io.tacet.cli.up;

import java.nio.file.Path;

/**
 * What to start. Immutable.
 *
 * @param modules where the services are
 * @param directory where data and logs go
 * @param machine id of this machine
 * @param keep whether the data are to be there next time; costs a little time
 * @param project project of the built-in user
 * @param secure whether every door has a lock
 */
public record Plan(
    Modules modules,
    Path directory,
    String machine,
    boolean keep,
    String project,
    boolean secure) {}
