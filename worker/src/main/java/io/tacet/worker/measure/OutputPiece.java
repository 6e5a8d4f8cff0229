package io.tacet.worker.measure;

import io.tacet.schema.LogStream;

/**
 * A piece of a job's output.
 *
 * @param phase name of the phase; empty for the worker's own lines
 * @param content the bytes as they were written
 * @param omittedBytesBefore bytes cut out before it, 0: none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to a file, never compared
public record OutputPiece(
    String phase, int repeat, LogStream stream, byte[] content, long omittedBytesBefore) {}
