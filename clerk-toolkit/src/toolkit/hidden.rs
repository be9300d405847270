//! What a toolkit leaves out, and why.

use std::fmt;

use crate::tool::{Definition, Effect};

/// A tool of the map that is not offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenTool {
    name: &'static str,
    category: &'static str,
    reason: HiddenReason,
}

impl HiddenTool {
    pub(super) fn new(tool: &Definition, reason: HiddenReason) -> Self {
        Self { name: tool.name(), category: tool.category(), reason }
    }

    /// The tool's name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The tool's category.
    pub fn category(&self) -> &'static str {
        self.category
    }

    /// Why it is left out.
    pub fn reason(&self) -> &HiddenReason {
        &self.reason
    }
}

/// Why a tool is not offered. As text it continues the tool's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HiddenReason {
    /// The toolkit is read-only, and the tool is not.
    ReadOnly(Effect),
    /// The toolkit acts for a session, and the tool reaches the whole instance.
    Instance,
    /// The session has no active organization, and the tool works on one.
    NoOrganization,
    /// The tool cannot be called without this argument, and the toolkit does not let the model decide it.
    Argument(&'static str),
}

impl fmt::Display for HiddenReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReadOnly(effect) => write!(f, "is a {effect} tool, and this toolkit is read-only"),
            Self::Instance => f.write_str("reaches the whole instance, and this toolkit acts for one session"),
            Self::NoOrganization => f.write_str("works on the active organization, and the session has none"),
            Self::Argument(name) => write!(f, "needs `{name}`, which this toolkit does not leave to the model"),
        }
    }
}
