-- What hangs on an asset goes with it from site to site, and is looked for whenever an asset is made or moved.
CREATE INDEX note_asset ON note (tenant_id, asset_id) WHERE asset_id IS NOT NULL;
CREATE INDEX attachment_asset ON attachment (tenant_id, asset_id) WHERE asset_id IS NOT NULL;
