/**
 * Names and settings of the topics. What is written to them stands in the Avro schemas; nothing
 * here talks to a broker.
 */
@NullMarked
package io.tacet.contract.topic;

import org.jspecify.annotations.NullMarked;
