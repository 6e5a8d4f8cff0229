/**
 * The accountant's copy of the directory: who holds which token, which machines there are. Written
 * from the topic alone.
 */
@NullMarked
package io.tacet.accountant.directory;

import org.jspecify.annotations.NullMarked;
