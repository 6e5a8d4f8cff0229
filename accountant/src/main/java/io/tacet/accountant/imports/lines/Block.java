package io.tacet.accountant.imports.lines;

/**
 * Some lines of a file.
 *
 * @param data their bytes
 * @param length how many of these are theirs; each line but the last of a file ends with a newline
 * @param firstLine number of the first line in the file, from 1
 * @param cut whether this is the beginning of one line that is longer than a block
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Block(byte[] data, int length, long firstLine, boolean cut) {}
