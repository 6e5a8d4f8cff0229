package io.tacet.worker.process;

/**
 * A process that led a session of its own when it was started, so that its number names it, its
 * process group and its session.
 *
 * @param pid its number
 * @param startTicks when it started, ticks after the machine did: tells it from a later one of the
 *     same number
 */
record StartedProcess(long pid, long startTicks) {}
