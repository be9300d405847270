//! Tools that a toolkit hides, and why.

use std::fmt;

use crate::tool::{Definition, Effect};

/// A tool of the toolkit that is not offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenTool {
    name: String,
    category: String,
    reason: HiddenReason,
}

impl HiddenTool {
    pub(super) fn new(tool: &Definition, reason: HiddenReason) -> Self {
        Self { name: tool.name().to_owned(), category: tool.category().to_owned(), reason }
    }

    /// The tool's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The tool's category.
    pub fn category(&self) -> &str {
        &self.category
    }

    /// Why it is hidden.
    pub fn reason(&self) -> &HiddenReason {
        &self.reason
    }
}

/// Why a tool is not offered. Its text continues the tool's name: "`getUser` is …".
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum HiddenReason {
    /// The toolkit is read-only, and the tool does more than read.
    ReadOnly(Effect),
    /// The toolkit acts for a session, and the tool reaches the whole instance.
    Instance,
    /// The tool works on the active organization, and the session has none.
    NoOrganization,
    /// The tool requires this argument, and the toolkit does not let the model decide it.
    Argument(String),
}

impl fmt::Display for HiddenReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReadOnly(effect) => write!(f, "is a {effect} tool, and this toolkit is read-only"),
            Self::Instance => f.write_str("reaches the whole instance, and this toolkit acts for one session"),
            Self::NoOrganization => f.write_str("works on the active organization, and the session has none"),
            Self::Argument(name) => write!(f, "requires `{name}`, which a model may not decide in this toolkit"),
        }
    }
}
