//! Finds credentials in a text and replaces them.

use std::borrow::Cow;
use std::ops::Range;

use super::own_key::OwnKey;
use super::{RedactionReason, decode, jwt, keys, links, marker};

/// The shortest text that can hold a credential.
const SHORTEST: usize = 10;

/// How many encodings inside each other are undone.
const LEVELS: usize = 5;

/// The characters of which a text must contain some to be worth a closer look.
const WORTH: [bool; 256] = {
    let mut worth = [false; 256];
    let characters = b"_.:-%\\&";
    let mut at = 0;
    while at < characters.len() {
        worth[characters[at] as usize] = true;
        at += 1;
    }
    worth
};

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

    /// The text with a marker for each credential. A credential that is visible only after decoding replaces the whole
    /// text. `None` if there is none.
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
            && !text.bytes().any(|byte| WORTH[usize::from(byte)])
    }

    /// The credentials that are visible without decoding.
    fn find(&self, text: &str) -> Vec<(Range<usize>, RedactionReason)> {
        let mut found = Vec::new();
        if let Some(own) = &self.own {
            own.find(text, &mut |range| found.push((range, RedactionReason::SecretKey)));
        }
        if !text.bytes().any(|byte| WORTH[usize::from(byte)]) {
            return found;
        }
        keys::find(text, &mut |range| found.push((range, RedactionReason::ApiKey)));
        jwt::find(text, &mut |range| found.push((range, RedactionReason::Token)));
        links::find(text, &mut |range| found.push((range, RedactionReason::SignInLink)));
        links::find_otpauth(text, &mut |range| found.push((range, RedactionReason::SecondFactor)));
        keys::find_pem(text, &mut |range| found.push((range, RedactionReason::PrivateKey)));
        found
    }

    /// Why a text that shows no credential holds one in an encoded form.
    fn hidden(&self, text: &str, levels: usize) -> Option<RedactionReason> {
        let levels = levels.checked_sub(1)?;
        let shown =
            |text: &str| self.find(text).first().map(|(_, reason)| *reason).or_else(|| self.hidden(text, levels));
        let unescaped = decode::unescape(text).and_then(|plain| shown(&plain));
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
