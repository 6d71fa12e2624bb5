package dev.nightshift.notices;

import java.time.Instant;

/**
 * A message that the queue has handed out.
 *
 * @param id the same each time it is handed out
 * @param receipt for this time only
 * @param sentAt when it was put into the queue
 * @param attempt how often it has been handed out, from 1
 */
record QueueMessage(String id, String receipt, String body, Instant sentAt, int attempt) {}
