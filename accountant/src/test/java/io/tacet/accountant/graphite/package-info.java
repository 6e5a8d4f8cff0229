/** The Graphite sink against real sockets and a real broker. */
@NullMarked
package io.tacet.accountant.graphite;

import org.jspecify.annotations.NullMarked;
