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

pub const BY_ACCESS: Toolset = NOTES.only(Access::User);
pub const BY_PERMISSION: Toolset = NOTES.only(Access::Organization { permission: Some("org:notes:read") });
pub const BY_EFFECT: Toolset = NOTES.only_effect(Effect::Read);
pub const BY_CATEGORY: Toolset = NOTES.only_category("users");

fn main() {}
