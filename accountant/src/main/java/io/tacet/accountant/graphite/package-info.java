/**
 * Hands samples on to Graphite in its plaintext protocol. The topic is the buffer: nothing is kept
 * here but the batch under way. Nothing here knows the database.
 */
@NullMarked
package io.tacet.accountant.graphite;

import org.jspecify.annotations.NullMarked;
