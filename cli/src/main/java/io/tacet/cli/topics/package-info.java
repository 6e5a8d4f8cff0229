/** Verbs that show the topics and what is on them; the one package that reads Kafka. */
@NullMarked
package io.tacet.cli.topics;

import org.jspecify.annotations.NullMarked;
