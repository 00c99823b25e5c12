package org.skiagraph.app.outbox;

/**
 * A job as a list shows it.
 *
 * @param destinations names with commas between
 * @param detail why it failed, or where the study is
 */
public record JobSummary(String id, JobState state, String destinations, String detail) {}
