use clerk_toolkit::tool::{Access, Effect, Toolset};
use clerk_toolkit::{ToolError, clerk_tool, toolset};

mod notes {
    use super::*;

    /// Read a note.
    #[clerk_tool(effect = read, access = none)]
    pub async fn read_note() -> Result<u64, ToolError> {
        Ok(1)
    }

    /// Delete a note.
    #[clerk_tool(effect = destructive)]
    pub async fn delete_note() -> Result<u64, ToolError> {
        Ok(1)
    }
}

toolset! {
    pub const NOTES = [notes::read_note, notes::delete_note];
}

pub const BY_EFFECT: Toolset = NOTES.forbid(Effect::Destructive);
pub const BY_ACCESS: Toolset = NOTES.forbid_access(Access::None);
pub const BY_CATEGORY: Toolset = NOTES.forbid_category("notes");

fn main() {}
