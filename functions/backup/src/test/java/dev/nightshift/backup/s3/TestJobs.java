package dev.nightshift.backup.s3;

import java.util.Set;

/** Jobs that a test looks at and moves on. */
interface TestJobs extends BatchJobs {
    /** Jobs cannot copy this key. */
    TestJobs refusing(String key);

    /** Tokens of all jobs that were ever made. */
    Set<String> made();

    /** Every job comes to its end, but those that wait for a person. */
    void settle();
}
