/** The verbs about measurement machines. */
@NullMarked
package io.tacet.cli.machine;

import org.jspecify.annotations.NullMarked;
