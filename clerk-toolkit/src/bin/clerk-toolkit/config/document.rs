//! A configuration file as a value, and as the text that it is.
//!
//! Both formats are read into the same JSON value. What is to be written is again such a value, and the text is changed
//! in no more places than it takes to say it: whatever else stands there is the user's, down to its line ends.

use clerk_toolkit::serde_json::{Map, Value};

use super::{json, toml};

/// How a client writes its configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// JSON, in which comments and trailing commas are left alone.
    Json,
    /// TOML.
    Toml,
}

/// Why a text cannot be read or changed, and where if that is known.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) what: String,
    /// The line and the column, both from 1 on.
    pub(crate) at: Option<(usize, usize)>,
}

/// What the keys on the way to an entry must be, where they are there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape<'a> {
    /// The key of the servers, an object.
    pub(crate) servers: &'a str,
    /// The key of the entry in it, which stands there once at most.
    pub(crate) name: &'a str,
    /// The key of what the person is asked for, an array; none where that is not looked at.
    pub(crate) inputs: Option<&'a str>,
}

impl Problem {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), at: None }
    }

    /// A problem with what starts at that byte.
    pub(crate) fn at(text: &str, offset: usize, what: impl Into<String>) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.rfind('\n').map_or(0, |newline| newline + 1);
        let at = (before.matches('\n').count() + 1, before[line..].chars().count() + 1);
        Self { what: what.into(), at: Some(at) }
    }
}

impl Format {
    /// What the text says; an empty object where it says nothing.
    ///
    /// # Errors
    /// Where it is not of this format, or has another shape.
    pub(crate) fn read(self, text: &str, shape: Shape<'_>) -> Result<Map<String, Value>, Problem> {
        match self {
            Self::Json => json::read(text, shape),
            Self::Toml => toml::read(text, shape),
        }
    }

    /// The text changed so that it says that, and nothing else of it touched.
    ///
    /// # Errors
    /// Where that cannot be done.
    pub(crate) fn change(self, text: &str, shape: Shape<'_>, wanted: &Map<String, Value>) -> Result<String, Problem> {
        let changed = match self {
            Self::Json => json::change(text, shape, wanted),
            Self::Toml => toml::change(text, shape, wanted),
        }?;
        // Whatever was overlooked, a file that says something else than it should is never written.
        match self.read(&changed, shape) {
            Ok(said) if said == *wanted => Ok(changed),
            _ => Err(Problem::new("the entry cannot be written here without changing something else")),
        }
    }

    /// A text of its own that says that.
    pub(crate) fn text(self, wanted: &Map<String, Value>) -> String {
        match self {
            Self::Json => json::text(wanted),
            Self::Toml => toml::text(wanted),
        }
    }
}
