/** Tests of the real parts that other tests stand on. */
@org.jspecify.annotations.NullMarked
package io.github.scimexporter.realparts;
