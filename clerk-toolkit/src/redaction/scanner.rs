//! Finds credentials in a text and replaces them.

use std::borrow::Cow;
use std::ops::Range;

use super::own_key::OwnKey;
use super::{RedactionReason, decode, jwt, keys, links, marker};

/// The shortest text that can hold a credential.
const SHORTEST: usize = 10;

/// The maximum number of nested encodings that are undone.
const LEVELS: usize = 5;

/// Characters that every credential of some kind contains: one bit for each.
mod sign {
    pub(super) const UNDERSCORE: u8 = 1;
    pub(super) const DOT: u8 = 2;
    pub(super) const COLON: u8 = 4;
    pub(super) const HYPHEN: u8 = 8;
    pub(super) const EQUALS: u8 = 16;
    /// The start of an escape.
    pub(super) const ESCAPE: u8 = 32;
}

const SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    signs[b'_' as usize] = sign::UNDERSCORE;
    signs[b'.' as usize] = sign::DOT;
    signs[b':' as usize] = sign::COLON;
    signs[b'-' as usize] = sign::HYPHEN;
    signs[b'=' as usize] = sign::EQUALS;
    signs[b'%' as usize] = sign::ESCAPE;
    signs[b'\\' as usize] = sign::ESCAPE;
    signs[b'&' as usize] = sign::ESCAPE;
    signs
};

/// The signs in a text. Most texts are names and ids, which have few.
fn signs(text: &str) -> u8 {
    text.bytes().fold(0, |signs, byte| signs | SIGNS[usize::from(byte)])
}

/// Finds the texts that are credentials by their shape, and the instance's own secret key.
#[derive(Default)]
pub(crate) struct Scanner {
    own: Option<OwnKey>,
}

/// A text without its credentials.
#[derive(Debug, PartialEq)]
pub(crate) struct Scrubbed {
    pub(crate) text: String,
    /// The reason for the first marker.
    pub(crate) reason: RedactionReason,
}

impl Scanner {
    /// A scanner that also finds this secret key, in any encoding.
    pub(crate) fn new(secret_key: &str) -> Self {
        Self { own: Some(OwnKey::new(secret_key)) }
    }

    /// The text with a marker for each credential. If a credential is visible only after decoding, a marker replaces
    /// the whole text. `None` if the text contains no credential.
    pub(crate) fn scrub(&self, text: &str) -> Option<Scrubbed> {
        if text.len() < SHORTEST || self.is_harmless(text) {
            return None;
        }
        let mut found = self.find(text);
        if found.is_empty() {
            return self.hidden(text, LEVELS).map(|reason| whole(text, reason));
        }
        found.sort_by_key(|(range, _)| range.start);
        let reason = found[0].1;
        if found[0].0 == (0..text.len()) {
            return Some(whole(text, reason));
        }
        let scrubbed = without(text, &found);
        match self.find(&scrubbed).is_empty() && self.hidden(&scrubbed, LEVELS).is_none() {
            true => Some(Scrubbed { text: scrubbed, reason }),
            false => Some(whole(text, reason)),
        }
    }

    /// The text without credentials, whether or not it had any.
    pub(crate) fn clean<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.scrub(text).map_or(Cow::Borrowed(text), |scrubbed| scrubbed.text.into())
    }

    /// Whether a text is too short to hold anything encoded, and has no character of a credential.
    fn is_harmless(&self, text: &str) -> bool {
        text.len() < decode::SHORTEST_BASE64
            && self.own.as_ref().is_none_or(|own| text.len() < own.shortest)
            && signs(text) == 0
    }

    /// The credentials that are visible without decoding.
    fn find(&self, text: &str) -> Vec<(Range<usize>, RedactionReason)> {
        let mut found = Vec::new();
        if let Some(own) = &self.own {
            own.find(text, &mut |range| found.push((range, RedactionReason::SecretKey)));
        }
        let signs = signs(text);
        let has = |all: u8| signs & all == all;
        if has(sign::UNDERSCORE) {
            keys::find(text, &mut |range| found.push((range, RedactionReason::ApiKey)));
        }
        if has(sign::DOT) {
            jwt::find(text, &mut |range| found.push((range, RedactionReason::Token)));
        }
        if has(sign::EQUALS) {
            links::find(text, &mut |range| found.push((range, RedactionReason::SignInLink)));
        }
        if has(sign::COLON) {
            links::find_otpauth(text, &mut |range| found.push((range, RedactionReason::SecondFactor)));
        }
        if has(sign::HYPHEN) {
            keys::find_pem(text, &mut |range| found.push((range, RedactionReason::PrivateKey)));
        }
        found
    }

    /// Why a text that shows no credential holds one in an encoded form.
    fn hidden(&self, text: &str, levels: usize) -> Option<RedactionReason> {
        let levels = levels.checked_sub(1)?;
        let shown =
            |text: &str| self.find(text).first().map(|(_, reason)| *reason).or_else(|| self.hidden(text, levels));
        let escaped = signs(text) & sign::ESCAPE != 0;
        let unescaped = escaped.then(|| decode::unescape(text)).flatten().and_then(|plain| shown(&plain));
        unescaped.or_else(|| decode::find_in_base64(text, shown))
    }
}

/// The marker for a whole text.
fn whole(text: &str, reason: RedactionReason) -> Scrubbed {
    let marker = if marker::is_url(text) { marker::url(reason) } else { marker::text(reason) };
    Scrubbed { text: marker, reason }
}

/// The text with a marker for each range. The ranges are in the order of their starts, and can overlap.
fn without(text: &str, found: &[(Range<usize>, RedactionReason)]) -> String {
    let (mut scrubbed, mut end) = (String::new(), 0);
    for (range, reason) in found {
        if range.start >= end {
            scrubbed.push_str(&text[end..range.start]);
            scrubbed.push_str(&marker::text(*reason));
        }
        end = end.max(range.end);
    }
    scrubbed.push_str(&text[end..]);
    scrubbed
}
