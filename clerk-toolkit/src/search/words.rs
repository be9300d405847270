//! Splits texts and names into words, and reduces words to their stems.

use bm25::Tokenizer;
use frostem::{Algorithm, Stemmer};

/// Words that say nothing about what is wanted. Words such as `out` are not among them: `log out` has a meaning.
const STOP: [&str; 66] = [
    "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do",
    "does", "for", "from", "had", "has", "have", "he", "her", "him", "his", "how", "if", "is", "it", "its", "let",
    "me", "my", "need", "of", "on", "one", "or", "our", "please", "she", "should", "so", "some", "that", "the",
    "their", "them", "then", "there", "they", "this", "to", "tool", "us", "want", "was", "we", "what", "when", "which",
    "with", "would", "you", "your",
];

/// Splits a text that has only stems, with spaces between them.
pub(super) struct Spaces;

impl Tokenizer for Spaces {
    fn tokenize(&self, text: &str) -> Vec<String> {
        text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }
}

/// The stems of the words of a text, without stop words.
pub(super) fn stems(text: &str) -> Vec<String> {
    let stemmer = Stemmer::new(Algorithm::English);
    words(text).iter().filter(|word| !is_stop(word)).map(|word| stemmer.stem(word).into_owned()).collect()
}

/// The stems of the words of a name.
pub(super) fn stems_of_name(name: &str) -> Vec<String> {
    let stemmer = Stemmer::new(Algorithm::English);
    name.split(['_', '-']).flat_map(parts).map(|part| stemmer.stem(&part.to_lowercase()).into_owned()).collect()
}

/// The stems of all words of a text. The second value is whether it is a stop word.
pub(super) fn all_stems(text: &str) -> Vec<(String, bool)> {
    let stemmer = Stemmer::new(Algorithm::English);
    words(text).iter().map(|word| (stemmer.stem(word).into_owned(), is_stop(word))).collect()
}

fn is_stop(word: &str) -> bool {
    STOP.binary_search(&word).is_ok()
}

/// The words of a text in lower case. A name of several words is one more word, and a mail address is known by its form.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in text.split_whitespace() {
        if part.trim_matches('@').contains('@') {
            words.push("email".to_owned());
            continue;
        }
        for name in part.split(|c: char| !is_part_of_name(c)) {
            let parts: Vec<&str> = name.split(['_', '-']).flat_map(parts).collect();
            words.extend(parts.iter().map(|part| part.to_lowercase()));
            if parts.len() > 1 {
                words.push(parts.concat().to_lowercase());
            }
        }
    }
    words.retain(|word| word.len() > 1);
    words
}

fn is_part_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

/// The words of a name in camel case: `list`, `JWT` and `Templates` for `listJWTTemplates`. A digit belongs to the letter
/// before it.
fn parts(name: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut after_capital) = (0, true);
    let mut rest = name.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let is_capital = if c.is_numeric() { after_capital } else { c.is_uppercase() };
        let ends_acronym = after_capital && rest.peek().is_some_and(|(_, next)| next.is_lowercase());
        if at > start && is_capital && !c.is_numeric() && (!after_capital || ends_acronym) {
            parts.push(&name[start..at]);
            start = at;
        }
        after_capital = is_capital;
    }
    if start < name.len() {
        parts.push(&name[start..]);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_split_where_a_word_begins() {
        for (name, expected) in [
            ("listUsers", vec!["list", "Users"]),
            ("listJWTTemplates", vec!["list", "JWT", "Templates"]),
            ("createM2MToken", vec!["create", "M2M", "Token"]),
            ("getOAuth2App", vec!["get", "O", "Auth2", "App"]),
            ("GetUser", vec!["Get", "User"]),
            ("getÄpfel", vec!["get", "Äpfel"]),
            ("user", vec!["user"]),
            ("", vec![]),
        ] {
            assert_eq!(parts(name), expected, "{name}");
        }
    }

    #[test]
    fn words_are_stems_without_stop_words() {
        assert_eq!(stems("The INVITATIONS were sent, Grace's too."), ["invit", "were", "sent", "grace", "too"]);
        assert_eq!(stems("get_user two-factor"), ["get", "user", "getus", "two", "factor", "twofactor"]);
    }

    #[test]
    fn every_stop_word_is_found() {
        assert!(STOP.is_sorted());
        assert_eq!(stems(&STOP.join(" ")), [""; 0]);
    }
}
