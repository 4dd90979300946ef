/** Asking Microsoft Graph what Entra ID says of a sync's provisioning job. */
@NullMarked
package io.github.scimexporter.entra;

import org.jspecify.annotations.NullMarked;
