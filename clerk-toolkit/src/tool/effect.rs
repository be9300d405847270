//! What a call does to the world.

use serde::{Deserialize, Serialize};

/// What calling a tool does: the one thing that no tool may leave unsaid.
///
/// It becomes the MCP hints (`readOnlyHint`, `destructiveHint`), decides what a read-only toolkit offers, and is what
/// an approval is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Looks, and changes nothing.
    Read,
    /// Adds or changes something that a further call can put right.
    Write,
    /// Removes something, or changes it beyond recall.
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
