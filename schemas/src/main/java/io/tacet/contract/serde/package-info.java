/**
 * The one way events become bytes and bytes become events. The serializer is named in
 * configuration; no class of a registry's client may be imported here or anywhere else.
 */
@NullMarked
package io.tacet.contract.serde;

import org.jspecify.annotations.NullMarked;
