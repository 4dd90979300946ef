/**
 * What a line of an access log says. Pure: bytes in, requests out. Formats: Tomcat's access log
 * valves, <a href="https://tomcat.apache.org/tomcat-10.1-doc/config/valve.html">valve.html</a>.
 */
@NullMarked
package io.github.scimexporter.accesslog.format;

import org.jspecify.annotations.NullMarked;
