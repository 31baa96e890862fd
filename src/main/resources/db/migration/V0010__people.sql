-- People: who may sign in, what each may do, and where technicians work.

CREATE TABLE region (
    tenant_id text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id        uuid NOT NULL,
    name      text NOT NULL,
    name_en   text,
    version   integer NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT region_name UNIQUE (tenant_id, name)
);
SELECT protect('region', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app_user (
    tenant_id           text NOT NULL DEFAULT current_tenant() REFERENCES tenant,
    id                  uuid NOT NULL,
    username            text NOT NULL,
    name                text NOT NULL CONSTRAINT app_user_name CHECK (name <> ''),
    roles               text[] NOT NULL CONSTRAINT app_user_roles CHECK (
        cardinality(roles) > 0 AND roles <@ ARRAY['technician', 'dispatcher', 'agent', 'clerk', 'storekeeper', 'manager', 'customer', 'admin']),
    language            text NOT NULL DEFAULT 'th' CONSTRAINT app_user_language CHECK (language IN ('th', 'en')),
    email               text,
    phone               text,
    active              boolean NOT NULL DEFAULT true,
    password_hash       text NOT NULL,
    password_expires_at timestamptz,
    version             integer NOT NULL DEFAULT 0,
    created_at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE app_user IS 'Never deleted, only disabled: what somebody did stays his';
COMMENT ON COLUMN app_user.password_expires_at IS 'set for a temporary password, which somebody else has seen';
CREATE INDEX app_user_list ON app_user (tenant_id, name, id);
SELECT protect('app_user', 'SELECT, INSERT, UPDATE');

-- Outside row-level security: whoever signs in has no tenant yet. It says nothing but where to look.
CREATE TABLE sign_in_name (
    name      text PRIMARY KEY CONSTRAINT sign_in_name_form CHECK (name ~ '^[a-z0-9][a-z0-9._@+-]{0,99}$'),
    tenant_id text NOT NULL,
    user_id   uuid NOT NULL,
    CONSTRAINT sign_in_name_user FOREIGN KEY (tenant_id, user_id) REFERENCES app_user DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (tenant_id, user_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_name TO ${app};

-- Who somebody is whom another issuer vouches for, before his tenant is known; hence with the owner's rights.
CREATE FUNCTION account_of(sign_in text) RETURNS TABLE (tenant_id text, user_id uuid, roles text[], active boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    SELECT u.tenant_id, u.id, u.roles, u.active
    FROM sign_in_name n JOIN app_user u ON u.tenant_id = n.tenant_id AND u.id = n.user_id
    WHERE n.name = sign_in;
END;
REVOKE ALL ON FUNCTION account_of(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION account_of(text) TO ${app};

-- Also outside: throttling begins before anybody is known. Names and addresses are kept as hashes only.
CREATE TABLE sign_in_attempt (
    key      bytea PRIMARY KEY,
    failures integer NOT NULL,
    until    timestamptz NOT NULL
);
COMMENT ON COLUMN sign_in_attempt.until IS 'when this window ends and counting begins anew';
CREATE INDEX sign_in_attempt_until ON sign_in_attempt (until);
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempt TO ${app};

CREATE TABLE refresh_family (
    tenant_id  text NOT NULL DEFAULT current_tenant(),
    id         uuid NOT NULL,
    user_id    uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES app_user
);
COMMENT ON TABLE refresh_family IS 'One sign-in and all refresh tokens that descend from it';
CREATE INDEX refresh_family_user ON refresh_family (tenant_id, user_id);
SELECT protect('refresh_family', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE refresh_token (
    tenant_id  text NOT NULL DEFAULT current_tenant(),
    hash       bytea NOT NULL,
    family_id  uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    PRIMARY KEY (tenant_id, hash),
    FOREIGN KEY (tenant_id, family_id) REFERENCES refresh_family ON DELETE CASCADE
);
COMMENT ON COLUMN refresh_token.hash IS 'SHA-256 of the token; used ones stay as long as their family, to notice a second use';
CREATE INDEX refresh_token_family ON refresh_token (tenant_id, family_id);
SELECT protect('refresh_token', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE technician (
    tenant_id       text NOT NULL DEFAULT current_tenant(),
    id              uuid NOT NULL,
    region_id       uuid,
    home_lat        double precision CONSTRAINT technician_home_lat CHECK (home_lat BETWEEN -90 AND 90),
    home_lon        double precision CONSTRAINT technician_home_lon CHECK (home_lon BETWEEN -180 AND 180),
    skills          jsonb NOT NULL DEFAULT '{}' CONSTRAINT technician_skills CHECK (jsonb_typeof(skills) = 'object'),
    van_location_id uuid,
    subcontractor   boolean NOT NULL DEFAULT false,
    version         integer NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT technician_user FOREIGN KEY (tenant_id, id) REFERENCES app_user,
    CONSTRAINT technician_region FOREIGN KEY (tenant_id, region_id) REFERENCES region,
    CONSTRAINT technician_home CHECK ((home_lat IS NULL) = (home_lon IS NULL))
);
COMMENT ON COLUMN technician.id IS 'the user''s id';
COMMENT ON COLUMN technician.skills IS 'skill -> level from 1 (helps) to 5 (teaches)';
COMMENT ON COLUMN technician.van_location_id IS 'a location of parts, which come after people: no foreign key';
CREATE INDEX technician_in_region ON technician (tenant_id, region_id);
SELECT protect('technician', 'SELECT, INSERT, UPDATE');
