/** What is known of all syncs, in plain words: what the page shows and the API serves. */
@NullMarked
package io.github.scimexporter.status;

import org.jspecify.annotations.NullMarked;
