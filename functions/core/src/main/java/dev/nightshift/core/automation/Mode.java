package dev.nightshift.core.automation;

/** Whether effects are made or only planned and told. */
public enum Mode {
    DRY_RUN,
    APPLY
}
