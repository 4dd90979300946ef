/**
 * The registry of the tokens that were given out: their ids and validity, never their values. Facts
 * on Spotfire's tokens: the output of {@code config issue-access-token}, published in <a
 * href="https://ideas.spotfire.com/ideas/TS-I-10021">TS-I-10021</a>.
 */
@NullMarked
package io.github.scimexporter.token;

import org.jspecify.annotations.NullMarked;
