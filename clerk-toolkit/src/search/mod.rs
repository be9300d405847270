//! Ranks short texts by how well they fit a request in everyday words.
//!
//! A model looks for a tool in the words of its user, which are rarely those of the tool's description. Three things bring
//! them together: words are compared without their endings, [`synonyms`] replaces words of people by the words that tools
//! use, and BM25 gives rare words more weight than frequent ones.

mod synonyms;
mod words;

use std::collections::HashMap;

use bm25::{Embedder, EmbedderBuilder, Scorer};

use self::synonyms::Synonyms;
use self::words::Spaces;

/// The weight of a name and of a text, and how strongly a long one lowers the score (0 to 1).
const NAME: (f32, f32) = (2.0, 0.7);
const TEXT: (f32, f32) = (1.0, 0.6);

/// How much more a tool counts if the request has all words of its name.
const COVERAGE: f32 = 2.0;

/// What can be found: a name, and a text about it.
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// An index over entries, which are known by their positions.
pub(crate) struct Index {
    /// The words of each name.
    names: Vec<Vec<String>>,
    fields: [Field; 2],
    synonyms: Synonyms,
}

/// The names or the texts of all entries.
struct Field {
    weight: f32,
    embedder: Embedder<u32, Spaces>,
    scorer: Scorer<usize>,
}

impl Index {
    pub(crate) fn new(entries: &[Entry]) -> Self {
        Self {
            names: entries.iter().map(|entry| words::stems_of_name(&entry.name)).collect(),
            fields: [
                Field::new(NAME, entries.iter().map(|entry| entry.name.as_str())),
                Field::new(TEXT, entries.iter().map(|entry| entry.text.as_str())),
            ],
            synonyms: Synonyms::new(),
        }
    }

    /// The positions of all entries that share a word with the request or with its synonyms, best first.
    pub(crate) fn find(&self, request: &str) -> Vec<usize> {
        let words = self.synonyms.replaced(request);
        let request = words.join(" ");
        let mut scores: HashMap<usize, f32> = HashMap::new();
        for field in &self.fields {
            for found in field.scorer.matches(&field.embedder.embed(&request)) {
                *scores.entry(found.id).or_default() += field.weight * found.score;
            }
        }
        for (position, score) in &mut scores {
            *score *= 1.0 + COVERAGE * covered(&self.names[*position], &words);
        }
        let mut found: Vec<_> = scores.into_iter().collect();
        found.sort_unstable_by(|(a, of_a), (b, of_b)| of_b.total_cmp(of_a).then(a.cmp(b)));
        found.into_iter().map(|(position, _)| position).collect()
    }
}

/// The share of a name's words that a request has.
fn covered(name: &[String], request: &[String]) -> f32 {
    let known = name.iter().filter(|word| request.contains(word)).count();
    known as f32 / name.len().max(1) as f32
}

impl Field {
    fn new<'a>((weight, length): (f32, f32), texts: impl Iterator<Item = &'a str>) -> Self {
        let texts: Vec<String> = texts.map(|text| words::stems(text).join(" ")).collect();
        let corpus: Vec<&str> = texts.iter().map(String::as_str).collect();
        let embedder = EmbedderBuilder::with_tokenizer_and_fit_to_corpus(Spaces, &corpus).b(length).build();
        let mut scorer = Scorer::new();
        for (position, text) in corpus.into_iter().enumerate() {
            scorer.upsert(&position, embedder.embed(text));
        }
        Self { weight, embedder, scorer }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(entries: &[(&str, &str)]) -> Index {
        let entry = |(name, text): &(&str, &str)| Entry { name: (*name).to_owned(), text: (*text).to_owned() };
        Index::new(&entries.iter().map(entry).collect::<Vec<_>>())
    }

    #[test]
    fn the_best_entry_comes_first_whatever_the_endings_of_its_words() {
        let index = index(&[
            ("listParcels", "List the parcels of a customer."),
            ("shipOrder", "Send an order on its way."),
            ("getOrder", "Read one order."),
        ]);
        assert_eq!(index.find("Shipping ORDERS"), [1, 2]);
        assert_eq!(index.find("the parcel"), [0]);
        assert_eq!(index.find("weather"), [0; 0]);
    }

    #[test]
    fn a_whole_name_finds_its_entry_in_every_spelling() {
        let names = ["getUserList", "getUser", "listUsers", "getUserCount"];
        let index = index(&names.map(|name| (name, "Get, list and count users.")));
        for request in ["getUser", "get_user", "get-user", "GetUser", "call getUser"] {
            assert_eq!(index.find(request)[0], 1, "{request}");
        }
    }

    #[test]
    fn a_synonym_finds_an_entry_without_the_words_of_the_request() {
        let index = index(&[("banUser", "Ban a user."), ("getUser", "Read a user.")]);
        assert_eq!(index.find("suspend somebody")[0], 0);
    }

    #[test]
    fn a_request_without_words_finds_nothing() {
        let index = index(&[("getUser", "Read the user.")]);
        for request in ["", "  ", "…", "the", "\u{0}"] {
            assert_eq!(index.find(request), [0; 0], "{request:?}");
        }
    }

    #[test]
    fn entries_of_the_same_score_keep_their_order() {
        let index = index(&[("a1", "same"); 40]);
        assert_eq!(index.find("same"), (0..40).collect::<Vec<_>>());
    }
}
