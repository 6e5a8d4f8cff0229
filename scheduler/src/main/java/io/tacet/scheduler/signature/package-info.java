/**
 * The keys of machines and services: stored, published, and asked when an event is read; and the
 * scheduler's own, which it signs with. Whether an event is believed is decided in the contract.
 */
@NullMarked
package io.tacet.scheduler.signature;

import org.jspecify.annotations.NullMarked;
