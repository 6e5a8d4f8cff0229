/**
 * How a service shows who it is and whom it trusts: settings to properties of Kafka clients and TLS
 * contexts, and what is wrong with the files they name. Opens no connection but to see whether it
 * must be TLS.
 */
@NullMarked
package io.tacet.contract.security;

import org.jspecify.annotations.NullMarked;
