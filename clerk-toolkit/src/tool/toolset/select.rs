//! Selections of a toolset by patterns.

use std::fmt;

use super::build::{Message, equal};
use super::{Definition, Toolset, WORDS};
use crate::tool::suggest;

impl Toolset {
    /// The tools that match any of the patterns, in the written order. A pattern is `*` (all tools), `users` or `users.*`
    /// (a category), `users.getUser` or `getUser` (one tool).
    ///
    /// In a constant, a pattern that matches nothing does not compile:
    ///
    /// ```compile_fail
    /// # use clerk_toolkit::{Toolset, catalog};
    /// const TYPO: Toolset = catalog::ALL.select(["users.getUsr"]);
    /// ```
    ///
    /// # Panics
    /// Panics if a pattern matches no tool, or if there is no pattern. Use [`Toolset::try_select`] for patterns that are
    /// not known at compile time.
    #[track_caller]
    #[must_use]
    pub const fn select<const N: usize>(self, patterns: [&str; N]) -> Self {
        assert!(N > 0, "a selection needs at least one pattern");
        if self.table.tools.is_empty() {
            // The set has a mistake, which has been reported.
            return self;
        }
        let mut members = [0; WORDS];
        let mut at = 0;
        while at < N {
            if !self.mark(patterns[at], &mut members) {
                let message = Message::new().add("no tool or category matches `").add(patterns[at]).add("`");
                panic!("{}", message.as_str());
            }
            at += 1;
        }
        Self { table: self.table, members }
    }

    /// [`Toolset::select`] with patterns that are known at run time only, such as from a command line.
    ///
    /// # Errors
    /// Returns the first pattern that matches no tool, with the most similar one that does. No pattern is an error too.
    pub fn try_select<S: AsRef<str>>(self, patterns: impl IntoIterator<Item = S>) -> Result<Self, PatternError> {
        let mut members = [0; WORDS];
        for pattern in patterns {
            let pattern = pattern.as_ref();
            if !self.mark(pattern, &mut members) {
                return Err(PatternError { pattern: pattern.to_owned(), suggestion: self.suggest(pattern) });
            }
        }
        if members == [0; WORDS] {
            return Err(PatternError { pattern: String::new(), suggestion: None });
        }
        Ok(Self { table: self.table, members })
    }

    /// Adds the tools that match the pattern. Returns `false` if none does.
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

    fn suggest(&self, pattern: &str) -> Option<String> {
        let (category, name) = pattern.split_once('.').unwrap_or(("", pattern));
        if let Some(elsewhere) = self.get(name) {
            return Some(full_name(elsewhere));
        }
        if name == "*" || category.is_empty() {
            let given = if category.is_empty() { name } else { category };
            if let Some(near) = suggest::nearest(given, self.iter().map(Definition::category)) {
                return Some(near.to_owned());
            }
        }
        let near = suggest::nearest(name, self.iter().map(Definition::name))?;
        self.get(near).map(full_name)
    }
}

fn full_name(tool: &Definition) -> String {
    format!("{}.{}", tool.category(), tool.name())
}

const fn matches(pattern: &str, tool: &Definition) -> bool {
    if equal(pattern, "*") || equal(pattern, tool.category()) || equal(pattern, tool.name()) {
        return true;
    }
    let (pattern, category) = (pattern.as_bytes(), tool.category().as_bytes());
    if pattern.len() < category.len() + 2 || pattern[category.len()] != b'.' {
        return false;
    }
    let mut at = 0;
    while at < category.len() {
        if pattern[at] != category[at] {
            return false;
        }
        at += 1;
    }
    let (_, name) = pattern.split_at(category.len() + 1);
    match str::from_utf8(name) {
        Ok(name) => equal(name, "*") || equal(name, tool.name()),
        Err(_) => false,
    }
}

/// A pattern that matches no tool of a toolset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    pattern: String,
    suggestion: Option<String>,
}

impl PatternError {
    /// The pattern. Empty if there was none.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// The most similar pattern that matches a tool.
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
