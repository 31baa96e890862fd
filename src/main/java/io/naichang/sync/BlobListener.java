package io.naichang.sync;

/// A feature whose rows refer to files and show their state.
public interface BlobListener {
    /// Called in the transaction in which the file's state changes, under the lock of its row: the feature touches
    /// every row of the caller's tenant that refers to it.
    void changed(String sha256);
}
