package io.github.scimexporter.bench;

/**
 * What one run of a whole process took.
 *
 * @param seconds from its start to its end
 * @param cpuSeconds of user and system, to a hundredth
 * @param peakMebibytes the most memory that was resident at once
 */
record Timed(double seconds, double cpuSeconds, double peakMebibytes) {}
