/** What a library of this name does for the Parquet reader, in Java alone. */
package org.xerial.snappy;
