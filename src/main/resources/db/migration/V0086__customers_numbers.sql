-- Who calls is found by the number of a site or a contact too.
CREATE INDEX site_by_phone ON site (tenant_id, contact_phone) WHERE deleted_at IS NULL AND contact_phone IS NOT NULL;
CREATE INDEX contact_by_phone ON contact (tenant_id, phone) WHERE phone IS NOT NULL;
