//! Selections from a toolset, by patterns.

use std::fmt;

use super::build::{Message, equal};
use super::{Definition, Toolset, WORDS};
use crate::tool::suggest::{NEAR, similarity};

impl Toolset {
    /// The tools that any of the patterns names, still in the written order: `*` (all), `users` or `users.*` (a
    /// category), `users.getUser` or `getUser` (a tool).
    ///
    /// In a constant, a pattern that names nothing does not compile, and the error suggests the nearest name:
    ///
    /// ```compile_fail
    /// # use clerk_toolkit::{Toolset, catalog};
    /// const TYPO: Toolset = catalog::ALL.select(["users.getUsr"]);
    /// ```
    ///
    /// # Panics
    /// If a pattern names no tool, or there is no pattern. [`Toolset::try_select`] is for patterns that are not known
    /// at compile time.
    #[track_caller]
    #[must_use]
    pub const fn select<const N: usize>(self, patterns: [&str; N]) -> Self {
        assert!(N > 0, "a selection needs at least one pattern");
        if self.table.tools.is_empty() {
            // The toolset has a mistake in it, which has been reported.
            return self;
        }
        let mut members = [0; WORDS];
        let mut at = 0;
        while at < N {
            if !self.mark(patterns[at], &mut members) {
                panic!("{}", unmatched(patterns[at], self.suggest(patterns[at])).as_str());
            }
            at += 1;
        }
        Self { table: self.table, members }
    }

    /// [`Toolset::select`] with patterns that are only known at run time, such as a command line's.
    ///
    /// # Errors
    /// The first pattern that names no tool, with the nearest name; or that there is no pattern.
    pub fn try_select<S: AsRef<str>>(self, patterns: impl IntoIterator<Item = S>) -> Result<Self, PatternError> {
        let mut members = [0; WORDS];
        for pattern in patterns {
            let pattern = pattern.as_ref();
            if !self.mark(pattern, &mut members) {
                let suggestion = self.suggest(pattern).map(|near| near.to_string());
                return Err(PatternError { pattern: pattern.to_owned(), suggestion });
            }
        }
        if members == [0; WORDS] {
            return Err(PatternError { pattern: String::new(), suggestion: None });
        }
        Ok(Self { table: self.table, members })
    }

    /// Adds the tools that the pattern names; `false` if it names none.
    const fn mark(&self, pattern: &str, members: &mut [u64; WORDS]) -> bool {
        let mut found = false;
        let mut position = 0;
        while position < self.table.tools.len() {
            if self.holds(position) && matches(pattern, self.table.tools[position]) {
                members[position / 64] |= 1 << (position % 64);
                found = true;
            }
            position += 1;
        }
        found
    }

    /// The pattern that was probably meant: the tool of the same name in another category, else the nearest category if
    /// the pattern names one alone, else the nearest tool.
    const fn suggest(&self, pattern: &str) -> Option<Suggestion> {
        let (category, name) = split(pattern);
        let (mut nearest_tool, mut to_tool) = (None, NEAR);
        let (mut nearest_category, mut to_category) = (None, NEAR);
        let given = if category.is_empty() { name } else { category };
        let mut position = 0;
        while position < self.table.tools.len() {
            let tool = self.table.tools[position];
            if self.holds(position) {
                if equal(tool.name(), name) {
                    return Some(Suggestion::Tool(tool));
                }
                let near = similarity(name, tool.name());
                if near >= to_tool {
                    (nearest_tool, to_tool) = (Some(Suggestion::Tool(tool)), near);
                }
                let near = similarity(given, tool.category());
                if near >= to_category {
                    (nearest_category, to_category) = (Some(Suggestion::Category(tool.category())), near);
                }
            }
            position += 1;
        }
        match nearest_category {
            Some(_) if category.is_empty() || equal(name, "*") => nearest_category,
            _ => nearest_tool,
        }
    }
}

/// A pattern that names something.
#[derive(Clone, Copy)]
enum Suggestion {
    Category(&'static str),
    Tool(&'static Definition),
}

impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Category(category) => f.write_str(category),
            Self::Tool(tool) => write!(f, "{}.{}", tool.category(), tool.name()),
        }
    }
}

/// The message of a [`PatternError`], in a constant.
const fn unmatched(pattern: &str, suggestion: Option<Suggestion>) -> Message {
    let message = Message::new().add("no tool or category matches `").add(pattern).add("`");
    match suggestion {
        Some(Suggestion::Category(category)) => message.add(": did you mean `").add(category).add("`?"),
        Some(Suggestion::Tool(tool)) => {
            message.add(": did you mean `").add(tool.category()).add(".").add(tool.name()).add("`?")
        }
        None => message,
    }
}

/// The category and the name of a pattern; the category is empty if there is no dot.
const fn split(pattern: &str) -> (&str, &str) {
    let bytes = pattern.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'.' {
            return (pattern.split_at(at).0, pattern.split_at(at + 1).1);
        }
        at += 1;
    }
    ("", pattern)
}

const fn matches(pattern: &str, tool: &Definition) -> bool {
    if equal(pattern, "*") || equal(pattern, tool.category()) || equal(pattern, tool.name()) {
        return true;
    }
    let (category, name) = split(pattern);
    equal(category, tool.category()) && (equal(name, "*") || equal(name, tool.name()))
}

/// A pattern that names no tool of a toolset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    pattern: String,
    suggestion: Option<String>,
}

impl PatternError {
    /// The pattern as it was given; empty if there was none.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// The nearest pattern that names something.
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion.as_deref()
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pattern.is_empty() {
            return f.write_str("no tool is selected: give `*`, a category or a tool");
        }
        write!(f, "no tool or category matches `{}`", self.pattern.escape_debug())?;
        match &self.suggestion {
            Some(suggestion) => write!(f, ": did you mean `{suggestion}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for PatternError {}
