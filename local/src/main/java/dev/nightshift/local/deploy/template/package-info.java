/**
 * What CloudFormation reads: assemblies, templates, intrinsics. Pure, but for reading the files.
 */
package dev.nightshift.local.deploy.template;
