/** The verbs about people: users and their tokens, projects, quotas. */
@NullMarked
package io.tacet.cli.people;

import org.jspecify.annotations.NullMarked;
