//! A configuration file as a value and as a text.
//!
//! Both formats are read into a JSON value. The wanted content is such a value too, and the text is changed only where
//! it differs from it. The rest belongs to the user, down to the line ends.

use clerk_toolkit::serde_json::{Map, Value};

use super::{json, toml};

/// The format of a client's configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// JSON, with comments and trailing commas, which are preserved.
    Json,
    /// TOML.
    Toml,
}

/// Why a text cannot be read or changed, and where if that is known.
#[derive(Debug)]
pub(crate) struct EditProblem {
    pub(crate) what: String,
    /// The line and the column, both counted from 1.
    pub(crate) at: Option<(usize, usize)>,
}

/// The keys on the way to an entry, and the kind of value that each must have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape<'a> {
    /// The key of the servers: an object.
    pub(crate) servers: &'a str,
    /// The key of the entry in that object. It must not occur twice.
    pub(crate) name: &'a str,
    /// The key of what the client asks the user for: an array; `None` if the entry does not use it.
    pub(crate) inputs: Option<&'a str>,
}

impl EditProblem {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), at: None }
    }

    /// A problem with the text that starts at that byte.
    pub(crate) fn at(text: &str, offset: usize, what: impl Into<String>) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.rfind('\n').map_or(0, |newline| newline + 1);
        let at = (before.matches('\n').count() + 1, before[line..].chars().count() + 1);
        Self { what: what.into(), at: Some(at) }
    }
}

impl Format {
    /// The content of a text; an empty object if the text is empty.
    ///
    /// # Errors
    /// If the text is not of this format, or has another shape.
    pub(crate) fn read(self, text: &str, shape: Shape<'_>) -> Result<Map<String, Value>, EditProblem> {
        match self {
            Self::Json => json::read(text, shape),
            Self::Toml => toml::read(text, shape),
        }
    }

    /// The text with the wanted content. The rest of the text does not change.
    ///
    /// # Errors
    /// If that is not possible.
    pub(crate) fn change(
        self,
        text: &str,
        shape: Shape<'_>,
        wanted: &Map<String, Value>,
    ) -> Result<String, EditProblem> {
        let changed = match self {
            Self::Json => json::change(text, shape, wanted),
            Self::Toml => toml::change(text, shape, wanted),
        }?;
        // A text without the wanted content is never written, even if this module has a bug.
        match self.read(&changed, shape) {
            Ok(content) if content == *wanted => Ok(changed),
            _ => Err(EditProblem::new("the entry cannot be written here without changing something else")),
        }
    }

    /// A new text with that content.
    pub(crate) fn text(self, wanted: &Map<String, Value>) -> String {
        match self {
            Self::Json => json::text(wanted),
            Self::Toml => toml::text(wanted),
        }
    }
}
