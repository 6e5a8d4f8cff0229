/**
 * The verb {@code acl}: shows who may do what in Kafka, and sets it. The rules are the contract's.
 */
@NullMarked
package io.tacet.cli.acl;

import org.jspecify.annotations.NullMarked;
