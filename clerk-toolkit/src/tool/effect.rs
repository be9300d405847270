//! What a call does.

use serde::{Deserialize, Serialize};

/// What a call of a tool does. Every tool declares it.
///
/// It becomes the MCP hints (`readOnlyHint`, `destructiveHint`), and decides which tools a read-only toolkit offers and
/// which calls need an approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Effect {
    /// Reads, and changes nothing.
    Read,
    /// Adds or changes something that another call can undo.
    Write,
    /// Removes something, or changes it irreversibly.
    Destructive,
}

impl Effect {
    /// The word that `#[clerk_tool(effect = …)]` takes: `read`, `write` or `destructive`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Destructive => "destructive",
        }
    }
}

impl std::fmt::Display for Effect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
