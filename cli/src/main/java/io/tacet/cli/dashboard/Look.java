package io.tacet.cli.dashboard;

/**
 * How a dashboard opens. Immutable.
 *
 * @param range how far it looks back, e.g. 6h
 * @param refresh how often it reads anew, e.g. 30s; empty: never by itself
 */
record Look(String range, String refresh) {}
