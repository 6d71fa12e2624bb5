/**
 * AWS without the SDK's clients, where a start from cold or a million objects pay for them: plain
 * HTTP/1.1 connections with bounded input and JSON without a mapper. Credentials, endpoints and
 * signatures stay the SDK's.
 */
package dev.nightshift.core.wire;
