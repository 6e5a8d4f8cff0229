/**
 * Events as JSON for people and scripts. One way only: what is written to a topic is Avro, never
 * this.
 */
@NullMarked
package io.tacet.contract.json;

import org.jspecify.annotations.NullMarked;
