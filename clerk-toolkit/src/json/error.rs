//! Why a text cannot be read.

use std::fmt;

/// The maximum number of characters that a message shows of a key or a number.
const SHOWN: usize = 60;

/// The maximum number of steps that a message shows of a path.
const STEPS: usize = 8;

/// Why a text cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    pub(super) problem: Problem,
    /// The keys and positions that lead to the value, the outermost first.
    pub(super) path: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    /// The text is not JSON. The reason contains the line and the column.
    Syntax(String),
    /// The last key of the path occurs twice in its object.
    Duplicate,
    /// The value is nested too deeply.
    TooDeep,
    /// The value is a number that cannot be represented.
    Number(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Position(usize),
}

impl ReadError {
    pub(super) fn syntax(reason: impl Into<String>) -> Self {
        Self { problem: Problem::Syntax(reason.into()), path: Vec::new() }
    }

    /// Whether the text is not JSON. Otherwise it is, and one of its values is refused.
    #[must_use]
    pub fn is_syntax(&self) -> bool {
        matches!(self.problem, Problem::Syntax(_))
    }

    /// Whether the problem is inside the member of that name.
    #[must_use]
    pub fn is_inside(&self, member: &str) -> bool {
        self.path.len() > 1 && matches!(&self.path[0], Step::Key(key) if key == member)
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for step in self.path.iter().take(STEPS) {
            match step {
                Step::Key(key) if path.is_empty() => path.push_str(&shown(key)),
                Step::Key(key) => path.push_str(&format!(".{}", shown(key))),
                Step::Position(position) => path.push_str(&format!("[{position}]")),
            }
        }
        if self.path.len() > STEPS {
            path.push('…');
        }
        path
    }
}

/// A text from outside, escaped and with a bounded length.
pub(super) fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).flat_map(char::escape_debug).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.path.is_empty() {
            true => "the value".to_owned(),
            false => format!("`{}`", self.path()),
        };
        match &self.problem {
            Problem::Syntax(reason) => f.write_str(reason),
            Problem::Duplicate => write!(f, "the key {place} occurs twice"),
            Problem::TooDeep => write!(f, "{place} is nested too deeply"),
            Problem::Number(reason) if self.path.is_empty() => f.write_str(reason),
            Problem::Number(reason) => write!(f, "{place}: {reason}"),
        }
    }
}

impl std::error::Error for ReadError {}
