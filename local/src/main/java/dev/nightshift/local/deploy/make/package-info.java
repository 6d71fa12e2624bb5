/** One maker a resource type: finds, makes, changes and removes it by the service's own API. */
package dev.nightshift.local.deploy.make;
