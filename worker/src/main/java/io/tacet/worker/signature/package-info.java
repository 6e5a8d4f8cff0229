/**
 * The key this machine's events are signed with: made, checked and read at start. What is signed
 * and how stands in the contract; the key is in no event, no log and no job's reach.
 */
@NullMarked
package io.tacet.worker.signature;

import org.jspecify.annotations.NullMarked;
