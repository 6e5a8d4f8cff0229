/**
 * Who may do what in Kafka: the one place that says it, and how it is set on a broker. When that is
 * done is for the command line, the scheduler or an operator to say.
 */
@NullMarked
package io.tacet.contract.acl;

import org.jspecify.annotations.NullMarked;
