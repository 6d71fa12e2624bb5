/**
 * Webhooks of GitHub, Vercel and Netlify. Nothing of a request is looked at before its signature.
 */
package dev.nightshift.rollback.webhook;
