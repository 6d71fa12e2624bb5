package dev.nightshift.core.automation;

import java.time.Duration;

/**
 * Keeps an intention from being tried again too soon, across runs. The key is shared by all who
 * cool down together.
 */
public record Cooldown(String key, Duration length) {}
