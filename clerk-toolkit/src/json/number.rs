//! Numbers that a 64-bit integer or float cannot hold.

use super::tokens::{Kind, Tokens};

/// The smallest float that can be the result of rounding a whole number beyond 64 bits: 2^63.
pub(super) const LARGE: f64 = 9_223_372_036_854_775_808.0;

/// Words that programs write for numbers that JSON does not have.
const NOT_FINITE: [&str; 7] = ["NaN", "Infinity", "-Infinity", "+Infinity", "nan", "inf", "-inf"];

/// Words that Python writes for values that JSON spells differently.
const PYTHON: [&str; 3] = ["None", "True", "False"];

/// Whether a word is a number that has no exact representation.
pub(super) fn is_unreadable(word: &str) -> bool {
    NOT_FINITE.contains(&word) || is_number(word) && (is_infinite(word) || is_inexact(word))
}

/// The word at or before that position, if programs write it for a value that JSON does not have.
pub(super) fn not_json_at(text: &str, position: usize) -> Option<&'static str> {
    let mut words = Tokens::of(text.as_bytes()).filter(|(kind, _)| *kind == Kind::Word);
    let (_, range) = words.find(|(_, range)| range.end > position)?;
    let word = text.get(range)?;
    NOT_FINITE.into_iter().chain(PYTHON).find(|known| *known == word)
}

/// The first whole number of a text that would be rounded, and how many numbers before it are large too.
pub(super) fn first_inexact(text: &str) -> Option<(usize, &str)> {
    let words = Tokens::of(text.as_bytes()).filter(|(kind, _)| *kind == Kind::Word);
    let large = words.filter_map(|(_, range)| text.get(range)).filter(|word| is_large(word));
    large.enumerate().find(|(_, word)| is_inexact(word))
}

/// Whether `serde_json` reads a word as a float that can be the result of rounding a whole number beyond 64 bits.
fn is_large(word: &str) -> bool {
    is_number(word) && !fits(word) && word.parse::<f64>().is_ok_and(|float| float.abs() >= LARGE)
}

fn fits(word: &str) -> bool {
    word.parse::<i64>().is_ok() || word.parse::<u64>().is_ok()
}

fn is_number(word: &str) -> bool {
    word.trim_start_matches('-').starts_with(|first: char| first.is_ascii_digit())
}

fn is_infinite(word: &str) -> bool {
    word.parse::<f64>().is_ok_and(f64::is_infinite)
}

/// Whether a whole number would be rounded. A number that a program with 64-bit floats wrote is exact: it is the shortest
/// or the whole form of a float.
fn is_inexact(word: &str) -> bool {
    let is_whole = word.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
    if !is_whole || fits(word) {
        return false;
    }
    match word.parse::<f64>() {
        Ok(float) => word != format!("{float}") && word != format!("{float:.0}"),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_cannot_be_held_are_unreadable() {
        for word in ["1e999", "-1e999", "18446744073709551617", "-9223372036854775809", "NaN", "-Infinity"] {
            assert!(is_unreadable(word), "{word}");
        }
        assert!(is_unreadable(&"9".repeat(400)));
        for word in [
            "0",
            "-0",
            "1.5",
            "1e-999",
            "1e300",
            "9223372036854775807",
            "18446744073709551615",
            "-9223372036854775808",
            // How JavaScript and Python write 2^64 as a float, and a whole float beyond it.
            "18446744073709552000",
            "18446744073709551616",
            "1e21",
            "true",
            "null",
            "0.1234567890123456789",
            // They are not JSON, but no numbers either.
            "None",
            "True",
        ] {
            assert!(!is_unreadable(word), "{word}");
        }
    }
}
