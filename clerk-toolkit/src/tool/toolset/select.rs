//! Selections from a toolset, by patterns.

use std::fmt;

use super::build::{Message, equal, is_refused};
use super::{Definition, Toolset, WORDS};
use crate::tool::Effect;
use crate::tool::suggest::{NEAR, similarity};

/// Below this similarity, a tool that destroys is not suggested: `listOrganizations` is not `deleteOrganization`.
const VERY_NEAR: f64 = 0.9;

/// How much nearer a category must be than a tool to be suggested instead.
const CLEARLY: f64 = 0.05;

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
        let mut members = [0; WORDS];
        let mut at = 0;
        while at < N {
            if !self.mark(patterns[at], &mut members) {
                if self.has_refused() {
                    return self;
                }
                panic!("{}", self.unmatched(patterns[at]).as_str());
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
                let contents = self.contents(Message::new()).as_str().to_owned();
                return Err(PatternError { pattern: pattern.to_owned(), suggestion, contents });
            }
        }
        if members == [0; WORDS] {
            return Err(PatternError { pattern: String::new(), suggestion: None, contents: String::new() });
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

    /// Whether the toolset has a mistake in it, which has been reported.
    pub(super) const fn has_refused(&self) -> bool {
        let mut position = 0;
        while position < self.table.tools.len() {
            if is_refused(self.table.tools[position]) {
                return true;
            }
            position += 1;
        }
        false
    }

    /// The message of a [`PatternError`], in a constant.
    const fn unmatched(&self, pattern: &str) -> Message {
        let message = Message::new().add("no tool or category matches `").add(pattern).add("`: ");
        match self.suggest(pattern) {
            Some(Suggestion::Category(category)) => message.add("did you mean `").add(category).add("`?"),
            Some(Suggestion::Tool(tool)) => {
                message.add("did you mean `").add(tool.category()).add(".").add(tool.name()).add("`?")
            }
            None => self.contents(message),
        }
    }

    /// Adds what the toolset has: its tools if they are few, otherwise its categories.
    pub(super) const fn contents(&self, mut message: Message) -> Message {
        const MOST: usize = 16;
        if self.is_empty() {
            return message.add("the toolset has no tools");
        }
        let tools = self.len() <= MOST;
        message = message.add(match tools {
            true => "the toolset has only the tools",
            false => "the toolset has only the categories",
        });
        let (mut position, mut listed) = (0, 0);
        while position < self.table.tools.len() && listed < MOST {
            let tool = self.table.tools[position];
            if self.holds(position) && (tools || self.begins_category(position)) {
                message = message.add(if listed == 0 { " `" } else { ", `" });
                message = message.add(if tools { tool.name() } else { tool.category() }).add("`");
                listed += 1;
            }
            position += 1;
        }
        if position < self.table.tools.len() { message.add(", …") } else { message }
    }

    /// Whether no earlier tool of the set has the category of this one.
    const fn begins_category(&self, position: usize) -> bool {
        let mut earlier = position;
        while earlier > 0 {
            earlier -= 1;
            let same = equal(self.table.tools[earlier].category(), self.table.tools[position].category());
            if same && self.holds(earlier) {
                return false;
            }
        }
        true
    }

    /// The category of the set whose name is nearest, unless the name is that of a category.
    pub(super) const fn near_category(&self, name: &str) -> Option<&'static str> {
        let (mut nearest, mut best) = (None, NEAR);
        let mut position = 0;
        while position < self.table.tools.len() {
            let category = self.table.tools[position].category();
            if self.holds(position) {
                if equal(category, name) {
                    return None;
                }
                let near = similarity(name, category);
                if near >= best {
                    (nearest, best) = (Some(category), near);
                }
            }
            position += 1;
        }
        nearest
    }

    /// The pattern that was probably meant: the tool of the same name in another category, else the nearest tool. A
    /// category is suggested for `category.*`, and for a single word that is clearly nearer to it: it has more tools than
    /// the user may want.
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
                let misleads = matches!(tool.effect(), Effect::Destructive) && near < VERY_NEAR;
                if near >= to_tool && !misleads {
                    (nearest_tool, to_tool) = (Some(Suggestion::Tool(tool)), near);
                }
                let near = similarity(given, tool.category());
                if near >= to_category {
                    (nearest_category, to_category) = (Some(Suggestion::Category(tool.category())), near);
                }
            }
            position += 1;
        }
        match (nearest_tool, nearest_category) {
            (_, Some(_)) if equal(name, "*") => nearest_category,
            (None, Some(_)) if category.is_empty() => nearest_category,
            (Some(_), Some(_)) if category.is_empty() && to_category > to_tool + CLEARLY => nearest_category,
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
    /// What the toolset has.
    contents: String,
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
            None => write!(f, ": {}", self.contents),
        }
    }
}

impl std::error::Error for PatternError {}

#[cfg(test)]
mod tests {
    use crate::catalog;
    use crate::tool::Toolset;

    const SOME: Toolset = catalog::ALL.select([
        "getUser",
        "getUserId",
        "getUserCount",
        "updateUser",
        "getOrganization",
        "deleteOrganization",
        "createInvitation",
    ]);

    #[track_caller]
    fn refused(tools: Toolset, pattern: &str, message: &str) {
        let error = tools.try_select([pattern]).expect_err("nothing matches");
        assert_eq!(error.to_string(), format!("no tool or category matches `{pattern}`: {message}"));
    }

    #[test]
    fn a_tool_is_suggested_before_a_category_of_a_similar_name() {
        refused(SOME, "getUsers", "did you mean `users.getUser`?");
        refused(SOME, "get_user", "did you mean `users.getUser`?");
        refused(SOME, "getOrganisation", "did you mean `organizations.getOrganization`?");
        refused(SOME, "updateUsers", "did you mean `users.updateUser`?");
        refused(SOME, "listOrganizations", "did you mean `organizations.getOrganization`?");
        refused(SOME, "deleteOrganisation", "did you mean `organizations.deleteOrganization`?");
        refused(SOME, "users.getUsr", "did you mean `users.getUser`?");
        refused(SOME, "organizations.getUser", "did you mean `users.getUser`?");
        for (pattern, category) in [
            ("usrs", "users"),
            ("user", "users"),
            ("Users", "users"),
            ("userId=user_1", "users"),
            ("organisations", "organizations"),
        ] {
            refused(SOME, pattern, &format!("did you mean `{category}`?"));
        }
        refused(SOME, "usrs.*", "did you mean `users`?");
    }

    #[test]
    fn a_toolset_says_what_it_has_if_nothing_is_near() {
        let users = catalog::users::TOOLS.select(["getUser", "updateUser"]);
        refused(users, "getOrganization", "the toolset has only the tools `getUser`, `updateUser`");
        refused(Toolset::EMPTY, "getUser", "the toolset has no tools");
        refused(
            catalog::DEFAULT,
            "billing",
            "the toolset has only the categories `users`, `organizations`, `invitations`",
        );
    }
}
