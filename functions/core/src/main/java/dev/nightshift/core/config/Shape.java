package dev.nightshift.core.config;

/**
 * What a value in nightshift.yaml must look like: decodes it, and describes itself as JSON Schema.
 */
public interface Shape<T> {}
