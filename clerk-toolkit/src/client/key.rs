//! The form of a secret key, and the mistakes that people make with one. No message shows any part of the text.

use super::error::{ClerkError, Result};
use crate::text::BYTE_ORDER_MARK;

/// Checks that a text has the form of a secret key, `sk_test_…` or `sk_live_…`. No request is sent.
///
/// [`ClerkClientBuilder::build`](super::ClerkClientBuilder::build) makes the same check.
///
/// # Errors
///
/// [`ClerkError::Config`] if it has another form. The message says what the text looks like and what to do, for example if
/// it is a publishable key, is in quotes, or is a reference to a variable that was not replaced. It shows no part of the
/// text.
pub fn check_secret_key(key: &str) -> Result<()> {
    match mistake(key) {
        Some(mistake) => Err(ClerkError::Config(mistake)),
        None => Ok(()),
    }
}

/// Kinds of credentials that are not secret keys, by how they start.
const OTHERS: &[(&str, &str)] = &[
    ("pk_", "the key starts with `pk_`, so it is a publishable key"),
    ("whsec_", "the key starts with `whsec_`, so it is the signing secret of a webhook"),
    ("ak_", "the key starts with `ak_`, so it is an API key of a user or an organization"),
    ("eyJ", "the key starts with `eyJ`, so it is a token and not a key"),
    ("-----BEGIN", "the key is in PEM form, so it is a key for tokens"),
];

/// Texts that another program should have replaced, by how they start.
const REFERENCES: &[&str] = &["$", "{", "%", "<", "op://", "secret://", "env:"];

const QUOTES: &[char] = &['"', '\'', '`', '“', '”', '‘', '’'];

fn because(what: &str) -> Option<String> {
    Some(format!(
        "{what}: expected a secret key, `sk_test_…` or `sk_live_…`, from the API keys page of the Clerk dashboard"
    ))
}

fn mistake(key: &str) -> Option<String> {
    let text = key.trim();
    if text.is_empty() {
        return because("the secret key is empty");
    }
    if text.starts_with(BYTE_ORDER_MARK) {
        return Some("the secret key starts with a byte order mark: save the key without one".to_owned());
    }
    if is_quoted(text) {
        return Some("the secret key is in quotes: remove them".to_owned());
    }
    if is_reference(text) {
        return Some(
            "the secret key is a reference or a placeholder, such as `${NAME}`, that was not replaced by its value: give \
             the key itself, or a reference that the program that sets the key understands"
                .to_owned(),
        );
    }
    if is_assignment(text) {
        return Some("the secret key is written as NAME=value: keep only the value".to_owned());
    }
    if text.split_once(char::is_whitespace).is_some_and(|(first, _)| first.eq_ignore_ascii_case("bearer")) {
        return Some("the secret key starts with the word `Bearer`: remove it".to_owned());
    }
    if let Some((_, what)) = OTHERS.iter().find(|(start, _)| text.starts_with(start)) {
        return because(what);
    }
    wrong_characters(key)
}

/// What is wrong with a text that is meant as a secret key and nothing else.
fn wrong_characters(key: &str) -> Option<String> {
    if key.trim() != key {
        return Some("the secret key has white space at its start or end: remove it".to_owned());
    }
    if key.contains(['\n', '\r']) {
        return Some("the secret key has several lines: keep only the key".to_owned());
    }
    if key.contains(char::is_whitespace) {
        return Some("the secret key has white space in it: copy the key again, as one word".to_owned());
    }
    let Some(body) = key.strip_prefix("sk_test_").or_else(|| key.strip_prefix("sk_live_")) else {
        return because("the key does not start with `sk_test_` or `sk_live_`");
    };
    if body.is_empty() {
        return because("the key has nothing after its prefix");
    }
    if body.ends_with(['.', '…', '*']) {
        return because("the key is shortened or a placeholder");
    }
    match body.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')) {
        true => None,
        false => because("the secret key contains characters other than letters, digits, `_` and `-`"),
    }
}

/// Whether the text has a quotation mark at its start or end.
pub(super) fn is_quoted(text: &str) -> bool {
    text.starts_with(QUOTES) || text.ends_with(QUOTES)
}

/// Whether the text is one that another program should have replaced.
pub(super) fn is_reference(text: &str) -> bool {
    REFERENCES.iter().any(|start| text.starts_with(start)) || text.contains("${")
}

/// Whether the text is a line of an environment file or of YAML: `NAME=value`, `export NAME=value` or `NAME: value`.
fn is_assignment(text: &str) -> bool {
    let Some((name, _)) = text.split_once(['=', ':']) else {
        return false;
    };
    let name = name.trim_end();
    let name = ["export ", "set ", "$env:"].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name).trim();
    let word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    word && !name.is_empty() && !name.starts_with("sk_")
}
