//! What a schema expects, in words for a model.

use serde_json::Value;

/// What a value of this `format` is, and a word that a description contains if it already names the format.
fn format(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "date-time" => ("an RFC 3339 date and time, such as 2026-05-12T10:00:00Z", "3339"),
        "date-time-or-date" => ("an RFC 3339 time or a date", "3339"),
        "partial-date-time" => ("a date and time without a time zone, such as 2026-05-12T10:00:00", "T10:00"),
        "date" => ("a date, such as 2026-05-12", "YYYY-MM-DD"),
        "time" => ("a time of day with its time zone, such as 10:00:00Z", "HH:MM"),
        "partial-time" => ("a time of day, such as 10:00:00", "HH:MM"),
        "duration" => ("an ISO 8601 duration, such as PT1H", "8601"),
        "uuid" => ("a UUID, such as 67e55044-10b1-426f-9247-bb680e5fe0c8", "uuid"),
        "uri" | "url" | "iri" => ("a URL, such as https://example.com", "url"),
        "email" | "idn-email" => ("an email address", "email"),
        "ip" => ("an IP address", "ip address"),
        "ipv4" => ("an IPv4 address", "ipv4"),
        "ipv6" => ("an IPv6 address", "ipv6"),
        "hostname" | "idn-hostname" => ("a host name", "host"),
        _ => return None,
    })
}

/// What a text of this `format` is: "a UUID, such as …". An unknown format is named.
pub(in crate::tool) fn of_format(name: &str) -> String {
    format(name).map_or_else(|| format!("a text in the format `{name}`"), |(words, _)| words.to_owned())
}

/// Whether a description already says that a text has this `format`.
pub(super) fn is_said(name: &str, description: &str) -> bool {
    let term = format(name).map_or(name, |(_, term)| term);
    description.to_lowercase().contains(&term.to_lowercase())
}

/// What values a portable schema takes: "a whole number from 0 to 255".
pub(in crate::tool) fn expected(schema: &Value) -> String {
    let what = match schema["type"].as_str().unwrap_or_default() {
        "object" => "an object",
        "array" => "an array",
        "string" => return schema["format"].as_str().map_or_else(|| "a string".to_owned(), of_format),
        "boolean" => "`true` or `false`",
        "integer" => "a whole number",
        "number" => "a number",
        _ => "a value",
    };
    match range(schema) {
        Some(range) => format!("{what} {range}"),
        None => what.to_owned(),
    }
}

/// The bounds of a number: "from 0 to 255", "of at least 1".
fn range(schema: &Value) -> Option<String> {
    let bound = |keyword: &str| schema[keyword].as_number();
    let mut parts = match (bound("minimum"), bound("maximum")) {
        (Some(least), Some(most)) => vec![format!("from {least} to {most}")],
        (Some(least), None) => vec![format!("of at least {least}")],
        (None, Some(most)) => vec![format!("of at most {most}")],
        (None, None) => Vec::new(),
    };
    parts.extend(bound("exclusiveMinimum").map(|least| format!("greater than {least}")));
    parts.extend(bound("exclusiveMaximum").map(|most| format!("less than {most}")));
    (!parts.is_empty()).then(|| parts.join(" and "))
}

/// The bounds of a Rust number, for which `schemars` writes only its `format`.
pub(in crate::tool) fn implied_bounds(format: &str) -> Option<(i64, i64)> {
    Some(match format {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        _ => return None,
    })
}
