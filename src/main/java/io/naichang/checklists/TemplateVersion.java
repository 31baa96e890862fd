package io.naichang.checklists;

import java.util.UUID;

/// What a checklist copies of a template.
///
/// @param title `{th, en}` as JSON
/// @param items an array as JSON
record TemplateVersion(UUID template, int version, String title, String items) {}
