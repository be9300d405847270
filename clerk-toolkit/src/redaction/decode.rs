//! Undoes the encodings in which a credential can travel: percent-encoding, the escapes of JSON and of program text,
//! numeric HTML entities, and base64.

use base64::Engine;
use base64::alphabet::{self, Alphabet};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const CONFIG: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const STANDARD: GeneralPurpose = engine(&alphabet::STANDARD);
const URL_SAFE: GeneralPurpose = engine(&alphabet::URL_SAFE);

const fn engine(alphabet: &Alphabet) -> GeneralPurpose {
    GeneralPurpose::new(alphabet, CONFIG)
}

/// The shortest run of base64 that is decoded: it holds 15 bytes.
pub(super) const SHORTEST_BASE64: usize = 20;

/// Undoes one level of all escapes: `%5F`, `\u005f`, `\u{5f}`, `\x5f`, `\/`, `\n`, `&#95;` and the like. `None` if there
/// are none.
pub(super) fn unescape(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let first = bytes.iter().position(|byte| matches!(byte, b'%' | b'\\' | b'&'))?;
    let mut plain = bytes[..first].to_vec();
    let (mut at, mut changed) = (first, false);
    while at < bytes.len() {
        let rest = &bytes[at..];
        match escape(rest) {
            Some((character, length)) => {
                match character {
                    Unescaped::Byte(byte) => plain.push(byte),
                    Unescaped::Char(character) => plain.extend(character.encode_utf8(&mut [0; 4]).bytes()),
                }
                at += length;
                changed = true;
            }
            None => {
                plain.push(rest[0]);
                at += 1;
            }
        }
    }
    changed.then(|| String::from_utf8_lossy(&plain).into_owned())
}

enum Unescaped {
    Byte(u8),
    Char(char),
}

/// The escape at the start, and its length.
fn escape(bytes: &[u8]) -> Option<(Unescaped, usize)> {
    let char = |digits: &[u8], radix, length| {
        let code = u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()?;
        Some((Unescaped::Char(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)), length))
    };
    match *bytes {
        [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
            let byte = u8::from_str_radix(std::str::from_utf8(&bytes[1..3]).ok()?, 16).ok()?;
            Some((Unescaped::Byte(byte), 3))
        }
        [b'\\', b'u', b'{', ..] => {
            let end = bytes.iter().take(11).position(|byte| *byte == b'}')?;
            char(&bytes[3..end], 16, end + 1)
        }
        [b'\\', b'u', a, b, c, d, ..] if [a, b, c, d].iter().all(u8::is_ascii_hexdigit) => char(&bytes[2..6], 16, 6),
        [b'\\', b'x', a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => char(&bytes[2..4], 16, 4),
        [b'\\', b'n', ..] => Some((Unescaped::Byte(b'\n'), 2)),
        [b'\\', b'r', ..] => Some((Unescaped::Byte(b'\r'), 2)),
        [b'\\', b't', ..] => Some((Unescaped::Byte(b'\t'), 2)),
        [b'\\', byte @ (b'/' | b'"' | b'\\' | b'\''), ..] => Some((Unescaped::Byte(byte), 2)),
        [b'&', b'#', ..] => {
            let end = bytes.iter().take(10).position(|byte| *byte == b';')?;
            match bytes[2] {
                b'x' | b'X' => char(&bytes[3..end], 16, end + 1),
                _ => char(&bytes[2..end], 10, end + 1),
            }
        }
        _ => None,
    }
}

/// Passes the texts that are in the text as base64 to `look`, until it returns something.
pub(super) fn find_in_base64<T>(text: &str, mut look: impl FnMut(&str) -> Option<T>) -> Option<T> {
    if text.len() < SHORTEST_BASE64 {
        return None;
    }
    // A special character of an alphabet can join an id or a path to the encoded text. Then only the run without such
    // characters decodes.
    if let Some(found) = runs(text, |_| false).find_map(|run| look(&as_text(&URL_SAFE, run)?)) {
        return Some(found);
    }
    for (engine, specials) in [(&URL_SAFE, [b'-', b'_']), (&STANDARD, [b'+', b'/'])] {
        let is_special = |byte: u8| specials.contains(&byte);
        if !text.bytes().any(is_special) {
            continue;
        }
        let mut runs = runs(text, is_special).filter(|run| run.bytes().any(is_special));
        if let Some(found) = runs.find_map(|run| look(&as_text(engine, run)?)) {
            return Some(found);
        }
    }
    None
}

/// The maximal runs of letters, digits and the special characters of an alphabet that are long enough.
fn runs(text: &str, is_special: impl Fn(u8) -> bool) -> impl Iterator<Item = &str> {
    let belongs = move |c: char| c.is_ascii_alphanumeric() || (c.is_ascii() && is_special(c as u8));
    text.split(move |character| !belongs(character)).filter(|run| run.len() >= SHORTEST_BASE64)
}

/// The decoded run, if it can be text.
fn as_text(engine: &GeneralPurpose, run: &str) -> Option<String> {
    // Most runs are ids, and four characters show that they are not encoded text.
    let is_text = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    let mut start = [0; 3];
    engine.decode_slice_unchecked(&run.as_bytes()[..4], &mut start).ok()?;
    if !start.iter().all(is_text) {
        return None;
    }
    let whole = run.len() - usize::from(run.len() % 4 == 1);
    let bytes = engine.decode(&run.as_bytes()[..whole]).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Decodes a part of a JSON Web Token.
pub(super) fn base64_url(part: &[u8]) -> Option<Vec<u8>> {
    URL_SAFE.decode(part).ok()
}

/// Base64 without padding. The alphabets do not differ for the characters of keys.
pub(super) fn to_base64(bytes: &[u8]) -> String {
    const ENCODER: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, CONFIG.with_encode_padding(false));
    ENCODER.encode(bytes)
}
