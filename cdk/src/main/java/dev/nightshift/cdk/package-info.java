/**
 * The CDK app: everything that Nightshift puts into an account, made from one nightshift.yaml. One
 * main stack in the home region, one recovery stack in the other.
 */
package dev.nightshift.cdk;
