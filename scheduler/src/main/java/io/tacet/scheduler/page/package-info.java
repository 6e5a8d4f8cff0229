/**
 * What every answer of the REST interface has in common: entity tags, 304 and 412, the link to the
 * next page. No resource and no subject of its own; cursors are io.tacet.problem.Paging's.
 */
@NullMarked
package io.tacet.scheduler.page;

import org.jspecify.annotations.NullMarked;
