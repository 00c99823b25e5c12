/**
 * Studies on their way to a PACS, kept in one durable store: jobs that make them, deliveries that bring each instance to each
 * destination. The door is {@link org.skiagraph.app.outbox.Outbox}.
 */
package org.skiagraph.app.outbox;
