package io.naichang.platform;

/// The S3 store did not answer, or refused what it should not have refused. Trying again later may help.
public final class ObjectStoreUnavailable extends RuntimeException {
    ObjectStoreUnavailable(Throwable cause) {
        super("the object store failed: " + cause.getMessage(), cause);
    }

    /// The store broke off in the middle of an object.
    public static ObjectStoreUnavailable cut(java.io.IOException cause) {
        return new ObjectStoreUnavailable(cause);
    }
}
