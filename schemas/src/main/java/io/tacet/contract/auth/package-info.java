/** How API tokens are made and compared. Who holds which token is the scheduler's business. */
@NullMarked
package io.tacet.contract.auth;

import org.jspecify.annotations.NullMarked;
