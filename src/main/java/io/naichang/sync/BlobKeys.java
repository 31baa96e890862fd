package io.naichang.sync;

import io.naichang.platform.Caller;
import io.naichang.platform.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/// Where a tenant's bytes lie in the store. Every key is made of the tenant and a hash or an id of ours; only those
/// that nobody outside can write to are ever read out again.
@ApplicationScoped
class BlobKeys {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Caller caller;
    private final Ids ids;

    BlobKeys(Caller caller, Ids ids) {
        this.caller = caller;
        this.ids = ids;
    }

    static boolean isHash(String text) {
        return SHA256.matcher(text).matches();
    }

    /// Verified bytes.
    String verified(String sha256) {
        return files() + sha256.substring(0, 2) + "/" + sha256;
    }

    /// Below this lie all verified bytes.
    String files() {
        return caller.tenant() + "/sha256/";
    }

    String thumbnail(String sha256) {
        return caller.tenant() + "/thumbnails/" + sha256.substring(0, 2) + "/" + sha256 + ".jpg";
    }

    /// The picture without what its camera wrote beside it.
    String bare(String sha256) {
        return caller.tenant() + "/bare/" + sha256.substring(0, 2) + "/" + sha256;
    }

    /// Where phones PUT: its URL stays valid for a while, so what lies here may change at any time.
    String pending(String sha256) {
        return caller.tenant() + "/pending/" + sha256;
    }

    /// Bytes that are being compared; nobody else knows the key.
    String temporary() {
        return caller.tenant() + "/temporary/" + ids.next();
    }

    /// Bytes that were not what had been announced.
    String quarantine(String sha256) {
        return caller.tenant() + "/quarantine/" + sha256 + "/" + ids.next();
    }

    /// Below these lie only bytes that a crash or a phone left behind, or that are kept for a while.
    Iterable<String> passing() {
        String tenant = caller.tenant();
        return java.util.List.of(tenant + "/pending/", tenant + "/temporary/", tenant + "/quarantine/");
    }
}
