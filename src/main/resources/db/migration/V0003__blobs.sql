-- What is known of files: the bytes themselves lie in the object store, under a key that follows from tenant and hash.

CREATE TABLE blob (
    tenant_id         text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    sha256            text NOT NULL CONSTRAINT blob_sha256_form CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size              bigint NOT NULL CONSTRAINT blob_size_positive CHECK (size >= 0),
    state             text NOT NULL DEFAULT 'awaiting'
                      CONSTRAINT blob_state CHECK (state IN ('awaiting', 'stored', 'verified', 'quarantined')),
    reason            text CONSTRAINT blob_reason CHECK (reason IN ('mismatch', 'too-large', 'unsupported')),
    content_type      text,
    exif              jsonb,
    upload_id         text,
    thumbnail_key     text,
    thumbnail_refused boolean NOT NULL DEFAULT false,
    created_at        timestamptz NOT NULL DEFAULT now(),
    referred_at       timestamptz,
    verified_at       timestamptz,
    PRIMARY KEY (tenant_id, sha256),
    CONSTRAINT blob_quarantined_for_a_reason CHECK ((state = 'quarantined') = (reason IS NOT NULL)),
    CONSTRAINT blob_verified_with_type CHECK
        ((state = 'verified') = (verified_at IS NOT NULL) AND (state = 'verified') = (content_type IS NOT NULL))
);
COMMENT ON COLUMN blob.size IS 'as announced; of the bytes themselves once verified';
COMMENT ON COLUMN blob.state IS 'stored: bytes arrived and could not be compared with their hash yet';
COMMENT ON COLUMN blob.content_type IS 'by content, never as a phone or a name says';
COMMENT ON COLUMN blob.exif IS '{position: {lat, lon, altitude?, accuracy?, at?}, takenAt (local time if the camera knew no offset), orientation}';
COMMENT ON COLUMN blob.upload_id IS 'of the unfinished multipart upload, so that a phone can go on with it';
COMMENT ON COLUMN blob.thumbnail_refused IS 'the bytes cannot be decoded; trying again is useless';
COMMENT ON COLUMN blob.referred_at IS 'when a row of a feature last began to refer to it; null: nobody ever did';
CREATE INDEX blob_unreferred ON blob (tenant_id, coalesce(verified_at, created_at)) WHERE referred_at IS NULL;
SELECT protect('blob', 'SELECT, INSERT, UPDATE, DELETE');
