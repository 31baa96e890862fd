package io.naichang.platform;

import java.util.List;

/// The closed list of the codes of problems, which `mobile-api-spec/problems.md` explains; a test compares it with the
/// code.
final class ProblemCodes {
    static final List<String> ALL =
            """
            already-exists already-resolved asset-elsewhere bad-credentials batch-first blob-unknown busy cannot-restore changed-since client-too-old cursor-expired \
            device-revoked device-unknown double-booked epoch-changed feed-revoked gap id-taken idempotency-key-reused in-use internal \
            invalid invalid-template last-admin malformed method-not-allowed mutation-reused no-bare-copy no-thumbnail not-acceptable \
            not-available not-found not-on-hand not-permitted not-uploaded overlaps parts-missing password-expired plan-not-done plan-outdated precondition-required \
            race-lost reference-missing refresh-invalid refresh-reused refused reset-required site-of-another stale store-unavailable technician-disabled token-expired \
            too-few-drives too-large too-many-attempts too-many-plans too-many-visits track-reused unknown-asset unknown-checklist-template unknown-customer unknown-field unknown-location unknown-parameter unknown-part \
            unknown-region unknown-site unknown-technician unknown-visit unsupported-media-type upload-unknown user-disabled \
            username-taken visit-cancelled visit-done visit-not-done visit-not-scheduled visit-open visit-started \
            visit-waiting weak-password""".lines().flatMap(line -> List.of(line.split(" ")).stream()).toList();

    private ProblemCodes() {}
}
