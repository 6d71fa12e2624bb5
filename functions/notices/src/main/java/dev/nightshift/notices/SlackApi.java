package dev.nightshift.notices;

/** The way to Slack. */
@FunctionalInterface
interface SlackApi {
    /** Sends once; never throws for what the network or Slack does. */
    SlackReply send(SlackSecret.Request request);
}
