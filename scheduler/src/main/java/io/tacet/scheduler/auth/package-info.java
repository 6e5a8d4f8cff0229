/**
 * Who calls: the bearer token, its user and what that role may do. Users themselves are kept
 * elsewhere.
 */
@NullMarked
package io.tacet.scheduler.auth;

import org.jspecify.annotations.NullMarked;
