/** The rules every machine id obeys, and the Kafka names that follow from it. */
@NullMarked
package io.tacet.contract.machine;

import org.jspecify.annotations.NullMarked;
