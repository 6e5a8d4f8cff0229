/** The verbs about who paid for what, and what it is worth: the accountant's dated facts. */
@NullMarked
package io.tacet.cli.ledger;

import org.jspecify.annotations.NullMarked;
