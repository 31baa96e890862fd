package io.naichang.platform;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// A call to the S3 store, waited for; its many ways to fail become two.
@FunctionalInterface
interface StoreCall<T> {
    Set<String> MISSING = Set.of("NoSuchKey", "NoSuchUpload", "NoSuchObject", "ResourceNotFound");

    CompletableFuture<T> start() throws MinioException, IOException, GeneralSecurityException;

    /// The call's answer.
    static <T> T join(StoreCall<T> call) {
        return join(begin(call));
    }

    /// The call, on its way; its answer is to be had by `join`.
    static <T> CompletableFuture<T> begin(StoreCall<T> call) {
        try {
            return call.start();
        } catch (MinioException | IOException | GeneralSecurityException e) {
            throw new ObjectStoreUnavailable(e);
        }
    }

    /// The answer of a call that is on its way.
    static <T> T join(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new ObjectStoreUnavailable(cause(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ObjectStoreUnavailable(e);
        }
    }

    /// The call's answer, or nothing if what it speaks of is not there.
    static <T> Optional<T> find(StoreCall<T> call) {
        try {
            return Optional.ofNullable(join(call));
        } catch (ObjectStoreUnavailable e) {
            if (e.getCause() instanceof ErrorResponseException refusal
                    && MISSING.contains(refusal.errorResponse().code())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// The client's futures wrap what went wrong, some once, some twice.
    private static Throwable cause(Throwable wrapped) {
        Throwable cause = wrapped;
        while (cause.getCause() != null
                && (cause instanceof ExecutionException || cause instanceof CompletionException)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
