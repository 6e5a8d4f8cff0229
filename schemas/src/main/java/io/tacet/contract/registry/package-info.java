/** Registration of the schemas, run at deployment. Running services only look schemas up. */
@NullMarked
package io.tacet.contract.registry;

import org.jspecify.annotations.NullMarked;
