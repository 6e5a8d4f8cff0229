package io.tacet.contract.rest;

/**
 * What became of a mail on demand.
 *
 * @param address where it went
 * @param server mail server, {@code host:port}
 * @param accepted whether the mail server took it
 * @param answer what came of it, for a person
 * @param messageId its Message-ID, to look for
 */
public record TestMailReport(
    String address, String server, boolean accepted, String answer, String messageId) {}
