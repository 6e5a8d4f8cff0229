/**
 * What the topics are for, told to the people who read them: the page docs/topics.md is made here
 * from the schemas and the topics' settings. No service depends on this package.
 */
@NullMarked
package io.tacet.contract.guide;

import org.jspecify.annotations.NullMarked;
