//! The `Accept` header: whether a client takes JSON.

use axum::http::{HeaderMap, header};

/// Whether the client takes `application/json`. It does if it sends no `Accept` header or an empty one.
///
/// The most specific media range decides, as in RFC 9110: `application/json;q=0, */*` excludes JSON, and
/// `application/json, */*;q=0` does not.
pub(super) fn takes_json(headers: &HeaderMap) -> bool {
    let mut is_empty = true;
    let mut best: Option<(u8, bool)> = None;
    for value in headers.get_all(header::ACCEPT) {
        let Ok(value) = value.to_str() else {
            is_empty = false;
            continue;
        };
        for range in split(value, ',').map(str::trim).filter(|range| !range.is_empty()) {
            is_empty = false;
            let mut parts = split(range, ';').map(str::trim);
            let Some(specificity) = specificity(parts.next().unwrap_or_default()) else { continue };
            let accepted = !parts.any(is_zero_weight);
            // Of two equal ranges, the one that accepts decides.
            best = best.max(Some((specificity, accepted)));
        }
    }
    is_empty || best.is_some_and(|(_, accepted)| accepted)
}

/// How exactly the media range names JSON, or `None` if it does not include JSON.
fn specificity(range: &str) -> Option<u8> {
    let ranges = ["*/*", "application/*", "application/json"];
    (0..).zip(ranges).find(|(_, known)| range.eq_ignore_ascii_case(known)).map(|(specificity, _)| specificity)
}

/// Whether the parameter is a weight of zero. A weight that is not a number is ignored.
fn is_zero_weight(parameter: &str) -> bool {
    let Some((name, weight)) = parameter.split_once('=') else { return false };
    name.trim().eq_ignore_ascii_case("q") && weight.trim().parse() == Ok(0.0)
}

/// Splits a header at a delimiter outside quoted strings.
fn split(value: &str, delimiter: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    value.split(move |character| {
        let splits = character == delimiter && !is_quoted;
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ => {}
        }
        splits
    })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_most_specific_media_range_decides() {
        for (expected, values) in [
            (true, &[][..]),
            (true, &[""]),
            (true, &["*/*"]),
            (true, &["application/json"]),
            (true, &["application/*"]),
            (true, &["APPLICATION/JSON"]),
            (true, &["application/json;q=0.1"]),
            (true, &["text/html, */*;q=0.001"]),
            (true, &["text/event-stream", "application/json"]),
            (true, &["application/json; charset=utf-8"]),
            (true, &["application/json, */*;q=0"]),
            (true, &["*/*;q=0", "application/json;q=1"]),
            (true, &["application/json;q=high"]),
            (true, &["application/json;profile=\"a;q=0,b\""]),
            (true, &["text/plain;x=\"\\\",\", application/json"]),
            (false, &["text/html"]),
            (false, &["text/event-stream"]),
            (false, &["application/jsonx"]),
            (false, &["application"]),
            (false, &["*"]),
            (false, &["application/json;q=0"]),
            (false, &["application/json; Q = 0.000"]),
            (false, &["application/json;q=0, */*"]),
            (false, &["application/*;q=0", "*/*"]),
            (false, &["text/plain;x=\", application/json\""]),
        ] {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(header::ACCEPT, HeaderValue::from_static(value));
            }
            assert_eq!(takes_json(&headers), expected, "{values:?}");
        }
        let mut headers = HeaderMap::new();
        headers.append(header::ACCEPT, HeaderValue::from_bytes(b"\xff").unwrap());
        assert!(!takes_json(&headers));
    }
}
