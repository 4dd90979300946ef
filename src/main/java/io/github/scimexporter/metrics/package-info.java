/** The metrics: made anew at each scrape from what is known then (docs/metrics.md). */
@NullMarked
package io.github.scimexporter.metrics;

import org.jspecify.annotations.NullMarked;
