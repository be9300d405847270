//! Links and cookies that carry a sign-in ticket or a session, and `otpauth:` URIs.

use std::ops::Range;

/// Clerk's own parameters and cookies that are credentials.
const PARAMETERS: [&str; 9] = [
    "__clerk_ticket",
    "__clerk_db_jwt",
    "__clerk_handshake",
    "__clerk_handshake_nonce",
    "__clerk_testing_token",
    "__session",
    "__client",
    "__refresh",
    "__dev_session",
];

/// Whether the byte can stand in a URL inside a text.
fn belongs(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'`') && !byte.is_ascii_control()
}

/// The places of all links and cookies with a credential of Clerk.
pub(super) fn find(text: &str, found: &mut impl FnMut(Range<usize>)) {
    let mut from = 0;
    while let Some(at) = text[from..].find("__").map(|at| from + at) {
        from = at + 1;
        let boundary = text.as_bytes().get(at.wrapping_sub(1)).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        if boundary && is_parameter(&text[at..]) {
            let range = around(text, at);
            from = range.end.max(from);
            found(range);
        }
    }
    // Clerk's own address for tickets, and Svix's for signing in.
    for (path, parameter) in [("tickets/accept", "ticket="), ("svix.com/", "key=")] {
        let mut from = 0;
        while let Some(at) = text[from..].find(path).map(|at| from + at) {
            let range = around(text, at);
            from = range.end.max(at + path.len());
            if text[at..range.end.max(at)].contains(parameter) {
                found(range);
            }
        }
    }
}

/// The maximum length of an instance's suffix in the name of a cookie, in bytes.
const SUFFIX: usize = 64;

/// Whether the text begins with one of the parameters and a value. A cookie's name can end in the instance's suffix.
fn is_parameter(text: &str) -> bool {
    PARAMETERS.iter().any(|name| {
        text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) && {
            let rest = &text.as_bytes()[name.len()..];
            let suffix = match rest.first() {
                Some(b'_') => rest
                    .iter()
                    .take(SUFFIX)
                    .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
                    .count(),
                _ => 0,
            };
            let is_own = !rest[..suffix].starts_with(b"_uat");
            is_own
                && matches!(rest[suffix..], [b'=', value, ..] if belongs(value) && !matches!(value, b'&' | b';' | b'#'))
        }
    })
}

/// The URL around a place, or the cookie.
fn around(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let before = at - bytes[..at].iter().rev().take_while(|byte| belongs(**byte)).count();
    let scheme = text[before..at].rfind("://").map(|colon| before + colon);
    let start = scheme.map_or(before, |colon| {
        colon
            - bytes[before..colon]
                .iter()
                .rev()
                .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'+')
                .count()
    });
    let mut end = at + bytes[at..].iter().take_while(|byte| belongs(**byte)).count();
    // The end of a text inside JSON text: `\"`.
    while end > at && bytes[end - 1] == b'\\' {
        end -= 1;
    }
    start..end
}

/// The places of all `otpauth:` URIs.
pub(super) fn find_otpauth(text: &str, found: &mut impl FnMut(Range<usize>)) {
    const SCHEMES: [&str; 2] = ["otpauth:", "otpauth-migration:"];
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(colon) = bytes[from..].iter().position(|byte| *byte == b':').map(|colon| from + colon) {
        from = colon + 1;
        let start = SCHEMES.iter().find_map(|scheme| {
            let start = from.checked_sub(scheme.len())?;
            bytes[start..from].eq_ignore_ascii_case(scheme.as_bytes()).then_some(start)
        });
        let Some(start) = start else { continue };
        if bytes.get(from).is_some_and(|next| matches!(next, b'/' | b'\\') || next.is_ascii_alphanumeric()) {
            let range = around(text, from);
            from = range.end.max(from);
            found(start..from);
        }
    }
}
