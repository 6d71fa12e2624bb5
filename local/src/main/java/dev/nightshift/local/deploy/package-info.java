/** Makes every resource of a synthesized CDK app in an emulator, then looks at what is there. */
package dev.nightshift.local.deploy;
