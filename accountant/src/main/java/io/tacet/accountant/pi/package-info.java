/**
 * The people who lead groups, and whose usage that of a project or user is; both dated. What they
 * paid is in the package of contributions.
 */
@NullMarked
package io.tacet.accountant.pi;

import org.jspecify.annotations.NullMarked;
